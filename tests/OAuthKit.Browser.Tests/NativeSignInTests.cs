using Microsoft.Playwright;
using OAuthKit.Testing;

namespace OAuthKit.Browser.Tests;

/// <summary>A person at a real browser, a server on loopback that shows a login page, and a native application.</summary>
public sealed class NativeSignInTests(ChromiumFixture chromium)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ResponseModes.Query, false)]
    [InlineData(ResponseModes.Query, true)]
    [InlineData(ResponseModes.FormPost, false)]
    [InlineData(ResponseModes.QueryJwt, false)]
    [InlineData(ResponseModes.FormPostJwt, true)]
    public async Task A_person_signs_in_and_comes_back(string responseMode, bool useIPv6)
    {
        var page = await chromium.OpenAsync();
        await using var server = await StartServerAsync();
        using var client = CreateClient(server);

        var tokens = await client.SignInAsync(
            redirectUri => new AuthorizationRequest { RedirectUri = redirectUri, Scope = "openid", ResponseMode = responseMode },
            new NativeSignInOptions { Browser = Person(page, "approve"), UseIPv6 = useIPv6 },
            Stop);

        Assert.Equal("alice", tokens.IdToken?.Subject);
        await page.GetByText("You can close this window").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_person_who_says_no_comes_back_too()
    {
        var page = await chromium.OpenAsync();
        await using var server = await StartServerAsync();
        using var client = CreateClient(server);

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => client.SignInAsync(
            redirectUri => new AuthorizationRequest { RedirectUri = redirectUri, Scope = "openid" },
            new NativeSignInOptions { Browser = Person(page, "deny") },
            Stop));

        Assert.Equal("access_denied", e.Error);
        await page.GetByText("The sign-in was not completed").WaitForAsync();
        await page.Context.CloseAsync();
    }

    // Native applications are registered with a loopback address, whose port is free (RFC 8252 section 7.3).
    private static async Task<TestAuthorizationServer> StartServerAsync()
    {
        var server = await TestAuthorizationServer.StartAsync();
        server.Authorization.SignIn = null;
        server.AddUser(new TestUser("alice", "pa55"));
        server.AddClient(new TestClient("desktop-app")
        {
            RedirectUris = ["http://127.0.0.1/callback", "http://[::1]/callback"],
            AuthorizationResponseAlgorithm = server.SigningKey.Algorithm,
        });
        return server;
    }

    private static OAuthClient CreateClient(TestAuthorizationServer server) =>
        new(server.Issuer, ClientAuthentication.None("desktop-app"), new() { Handler = server.Handler })
        {
            IdTokens = new IdTokenOptions { SigningAlgorithm = server.SigningKey.Algorithm },
            AuthorizationResponses = new JwtResponseOptions { SigningAlgorithm = server.SigningKey.Algorithm },
        };

    private static UserBrowser Person(IPage page, string decision) => UserBrowser.From(async (url, _) =>
    {
        await page.GotoAsync(url);
        await page.FillAsync("input[name=username]", "alice");
        await page.FillAsync("input[name=password]", "pa55");
        await page.ClickAsync($"button[value={decision}]");
    });
}
