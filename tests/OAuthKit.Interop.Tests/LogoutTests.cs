using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace OAuthKit.Interop.Tests;

/// <summary>RP-initiated logout: the user leaves through the server, whose session ends, and comes back.</summary>
public abstract class LogoutTests<TServer>(TServer server) : UserInteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R293_R294_The_session_at_the_server_ends_and_the_browser_comes_back_with_its_state(bool sendHint)
    {
        using TestBrowser browser = new(Server.Authority);
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        TokenSet tokens = await SignInAsync(client, browser);
        Assert.Equal(InteropServer.UserName, (await SignInAsync(client, browser, "none")).IdToken?.Subject);

        LogoutStart logout = await client.StartLogoutAsync(
            new LogoutRequest { IdTokenHint = sendHint ? tokens.EncodedIdToken : null, PostLogoutRedirectUri = InteropServer.PostLogoutRedirectUri }, Cancellation);
        string returned = await browser.SignOutAsync(logout.Url, InteropServer.PostLogoutRedirectUri);

        LogoutReturn.Validate(returned, logout.State!);
        Assert.Equal($"{InteropServer.PostLogoutRedirectUri}&state={logout.State}", returned);
        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => SignInAsync(client, browser, "none"));
        Assert.Equal("login_required", error.Error);
    }

    [Fact]
    public async Task An_ID_token_that_has_long_expired_still_ends_the_session()
    {
        await using TServer server = await StartOwnServerAsync();
        using TestBrowser browser = new(server.Authority);
        using OAuthClient client = CreateClient(server, await RegisterForUsersAsync(server));
        TokenSet tokens = await SignInAsync(client, browser);
        await server.AdvanceClockAsync(TimeSpan.FromDays(2));
        Assert.True(tokens.IdToken!.ExpiresAt < server.Clock.GetUtcNow());

        LogoutStart logout = await client.StartLogoutAsync(
            new LogoutRequest { IdTokenHint = tokens.EncodedIdToken, PostLogoutRedirectUri = InteropServer.PostLogoutRedirectUri }, Cancellation);

        LogoutReturn.Validate(await browser.SignOutAsync(logout.Url, InteropServer.PostLogoutRedirectUri), logout.State!);
        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => SignInAsync(client, browser, "none"));
        Assert.Equal("login_required", error.Error);
    }

    [Fact]
    public async Task R294_The_return_from_one_logout_does_not_pass_for_that_of_another()
    {
        using TestBrowser browser = new(Server.Authority);
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        await SignInAsync(client, browser);
        LogoutRequest request = new() { PostLogoutRedirectUri = InteropServer.PostLogoutRedirectUri };
        LogoutStart others = await client.StartLogoutAsync(request, Cancellation);
        LogoutStart own = await client.StartLogoutAsync(request, Cancellation);

        string returned = await browser.SignOutAsync(others.Url, InteropServer.PostLogoutRedirectUri);

        OAuthException fault = Assert.Throws<OAuthException>(() => LogoutReturn.Validate(returned, own.State!));
        Assert.Equal(OAuthFault.LogoutState, fault.Code);
    }

    [Fact]
    public async Task A_return_to_an_address_that_is_not_registered_is_refused_and_the_session_stays()
    {
        using TestBrowser browser = new(Server.Authority);
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        TokenSet tokens = await SignInAsync(client, browser);
        LogoutStart logout = await client.StartLogoutAsync(
            new LogoutRequest { IdTokenHint = tokens.EncodedIdToken, PostLogoutRedirectUri = $"https://{InteropServer.Host}/elsewhere" }, Cancellation);

        (HttpStatusCode status, string page) = await browser.OpenAsync(logout.Url);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("invalid_request", page, StringComparison.Ordinal);
        Assert.Contains("post_logout_redirect_uri", page, StringComparison.Ordinal);
        Assert.Equal(InteropServer.UserName, (await SignInAsync(client, browser, "none")).IdToken?.Subject);
    }

    [Fact]
    public async Task The_ID_token_of_another_client_does_not_end_the_session()
    {
        using TestBrowser browser = new(Server.Authority);
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        using OAuthClient other = CreateClient(Server, await RegisterForUsersAsync());
        await SignInAsync(client, browser);
        TokenSet others = await SignInAsync(other, browser);
        LogoutStart logout = await client.StartLogoutAsync(new LogoutRequest { IdTokenHint = others.EncodedIdToken }, Cancellation);

        (HttpStatusCode status, string page) = await browser.OpenAsync(logout.Url);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("invalid_request", page, StringComparison.Ordinal);
        Assert.Equal(InteropServer.UserName, (await SignInAsync(client, browser, "none")).IdToken?.Subject);
    }

    [Fact]
    public async Task R293_The_address_of_a_logout_has_what_the_server_has_to_know_and_nothing_else()
    {
        using TestBrowser browser = new(Server.Authority);
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        TokenSet tokens = await SignInAsync(client, browser);

        LogoutStart logout = await client.StartLogoutAsync(
            new LogoutRequest { IdTokenHint = tokens.EncodedIdToken, PostLogoutRedirectUri = InteropServer.PostLogoutRedirectUri, UiLocales = "de" }, Cancellation);

        Uri address = new(logout.Url);
        Assert.Equal((await Server.GetMetadataAsync()).GetProperty("end_session_endpoint").GetString(), address.GetLeftPart(UriPartial.Path));
        Dictionary<string, string> parameters = QueryHelpers.ParseQuery(address.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["id_token_hint"] = tokens.EncodedIdToken!.Reveal(),
                ["client_id"] = client.ClientId,
                ["post_logout_redirect_uri"] = InteropServer.PostLogoutRedirectUri,
                ["state"] = logout.State!,
                ["ui_locales"] = "de",
            },
            parameters);
    }

    /// <summary>Signs the user in at a browser; with the prompt <c>none</c> only where that is so already.</summary>
    private protected static async Task<TokenSet> SignInAsync(OAuthClient client, TestBrowser browser, string? prompt = null)
    {
        AuthorizationStart start = await client.StartAuthorizationAsync(new AuthorizationRequest { RedirectUri = InteropServer.RedirectUri, Scope = "openid", Prompt = prompt }, Cancellation);
        return await client.CompleteAuthorizationAsync(start.Transaction, await browser.SignInAsync(start.Url, InteropServer.RedirectUri), Cancellation);
    }
}
