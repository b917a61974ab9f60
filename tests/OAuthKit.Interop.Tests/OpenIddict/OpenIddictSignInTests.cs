using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace OAuthKit.Interop.Tests;

/// <summary>Sign-ins through the browser, in each form that OpenIddict has.</summary>
[Collection<OpenIddictCollection>]
public sealed class OpenIddictSignInTests(OpenIddictServer server) : InteropTests<OpenIddictServer>(server)
{
    private const string AuthorizationPath = "/connect/authorize";
    private const string PushPath = "/connect/par";

    private static readonly SigningKey _signing = SigningKey.Generate(JwsAlgorithms.ES256, "client-1");

    public static TheoryData<string, string, bool, string> Requests()
    {
        TheoryData<string, string, bool, string> rows = [];
        foreach ((string type, string mode) in ((string, string)[])
        [
            (ResponseTypes.Code, ResponseModes.Query), (ResponseTypes.Code, ResponseModes.FormPost),
            (ResponseTypes.CodeIdToken, ResponseModes.Fragment), (ResponseTypes.CodeIdToken, ResponseModes.FormPost),
        ])
        {
            foreach (bool push in (bool[])[false, true])
            {
                foreach (string method in (string[])["client_secret_basic", "client_secret_post", "private_key_jwt"])
                {
                    rows.Add(type, mode, push, method);
                }
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_user_signs_in_however_the_client_asks_and_proves_itself(string responseType, string responseMode, bool push, string authenticationMethod)
    {
        using TestBrowser browser = new(Server.Authority);
        RegisteredClient registration = await RegisterAsync(authenticationMethod, hasToPush: push);
        using OAuthClient client = CreateClient(Server, registration);
        AuthorizationRequest request = RequestOf(push, responseType, responseMode, TimeSpan.FromMinutes(10));
        AuthorizationStart start = await client.StartAuthorizationAsync(request, Cancellation);
        // As an application keeps it between the two requests of the browser.
        AuthorizationTransaction transaction = AuthorizationTransaction.FromJson(start.Transaction.ToJson());

        TokenSet tokens = await client.CompleteAuthorizationAsync(transaction, await browser.SignInAsync(start.Url, InteropServer.RedirectUri), Cancellation);
        UserInfo user = await client.GetUserInfoAsync(tokens, Cancellation);

        Assert.Equal(Server.Issuer, tokens.IdToken?.Issuer);
        Assert.Equal(InteropServer.UserName, tokens.IdToken?.Subject);
        Assert.NotNull(tokens.IdToken?.AuthTime);
        Assert.Equal(InteropServer.UserName, user.Subject);
        Assert.Equal("Name of alice", user.Name);
        IReadOnlyDictionary<string, string> received = Assert.Single(Server.Received.At(AuthorizationPath, registration));
        if (push)
        {
            Assert.Equal(["client_id", "request_uri"], received.Keys.Order());
            received = Assert.Single(Server.Received.At(PushPath, registration));
        }

        Assert.Equal(push && authenticationMethod == "client_secret_post", received.ContainsKey("client_secret"));
        Assert.Equal(push && authenticationMethod == "private_key_jwt", received.ContainsKey("client_assertion"));
        Assert.Equal((responseType, "S256", "600"), (received["response_type"], received["code_challenge_method"], received["max_age"]));
        Assert.Equal(responseMode, received.GetValueOrDefault("response_mode", responseType == ResponseTypes.Code ? ResponseModes.Query : ResponseModes.Fragment));
        Assert.DoesNotContain("request", received.Keys);
    }

    [Fact]
    public async Task A_client_that_has_to_push_is_refused_without()
    {
        using TestBrowser browser = new(Server.Authority);
        RegisteredClient registration = await RegisterAsync("client_secret_basic", hasToPush: true);
        using OAuthClient client = CreateClient(Server, registration);
        AuthorizationStart start = await client.StartAuthorizationAsync(RequestOf(), Cancellation);

        (HttpStatusCode status, string page) = await browser.OpenAsync(start.Url);

        // The server says so on a page of its own, and doesn't send the browser back.
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("error:invalid_request\nerror_description:The 'request_uri' parameter", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Empty(Server.Received.At(PushPath, registration));
    }

    [Fact]
    public async Task A_server_that_demands_pushed_requests_gets_them_unasked()
    {
        await using OpenIddictServer server = new() { DemandsPush = true };
        await server.InitializeAsync();
        using TestBrowser browser = new(server.Authority);
        RegisteredClient registration = await RegisterAsync(server, "client_secret_basic");
        using OAuthClient client = CreateClient(server, registration);

        TokenSet tokens = await SignInAsync(client, browser);

        Assert.Equal(InteropServer.UserName, tokens.IdToken?.Subject);
        Assert.Equal(["client_id", "request_uri"], Assert.Single(server.Received.At(AuthorizationPath, registration)).Keys.Order());
    }

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("private_key_jwt")]
    public async Task A_pushed_request_of_an_impostor_is_refused_before_the_browser_goes_anywhere(string authenticationMethod)
    {
        using SigningKey other = SigningKey.Generate(JwsAlgorithms.ES256);
        RegisteredClient registration = await RegisterAsync(authenticationMethod);
        using OAuthClient impostor = CreateClient(Server, registration with { Secret = "another", SigningKey = other });

        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => impostor.StartAuthorizationAsync(RequestOf(push: true), Cancellation));

        Assert.Equal((401, "invalid_client"), (error.StatusCode, error.Error));
        Assert.Single(Server.Received.At(PushPath, registration));
        Assert.Empty(Server.Received.At(AuthorizationPath, registration));
    }

    [Fact]
    public async Task What_the_browser_adds_to_a_pushed_request_changes_nothing()
    {
        using TestBrowser browser = new(Server.Authority);
        RegisteredClient registration = await RegisterAsync("client_secret_basic");
        using OAuthClient client = CreateClient(Server, registration);
        AuthorizationStart start = await client.StartAuthorizationAsync(RequestOf(push: true), Cancellation);

        AuthorizationCallback callback = await browser.SignInAsync($"{start.Url}&nonce=another&state=another&response_mode=fragment", InteropServer.RedirectUri);
        TokenSet tokens = await client.CompleteAuthorizationAsync(start.Transaction, callback, Cancellation);

        Assert.Equal("another", Assert.Single(Server.Received.At(AuthorizationPath, registration))["nonce"]);
        Assert.Equal(Assert.Single(Server.Received.At(PushPath, registration))["nonce"], tokens.IdToken?.Nonce);
    }

    [Fact]
    public async Task A_pushed_request_begins_one_sign_in()
    {
        using TestBrowser browser = new(Server.Authority);
        using OAuthClient client = CreateClient(Server, await RegisterAsync("client_secret_basic"));
        AuthorizationStart start = await client.StartAuthorizationAsync(RequestOf(push: true), Cancellation);
        await client.CompleteAuthorizationAsync(start.Transaction, await browser.SignInAsync(start.Url, InteropServer.RedirectUri), Cancellation);

        (HttpStatusCode status, string page) = await browser.OpenAsync(start.Url);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("error:invalid_token", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R116_An_ID_token_for_the_nonce_of_another_request_is_refused()
    {
        using TestBrowser browser = new(Server.Authority);
        RegisteredClient registration = await RegisterAsync("client_secret_basic");
        using OAuthClient client = CreateClient(Server, registration);
        AuthorizationStart start = await client.StartAuthorizationAsync(RequestOf(), Cancellation);
        string nonce = QueryHelpers.ParseQuery(new Uri(start.Url).Query)["nonce"]!;

        AuthorizationCallback callback = await browser.SignInAsync(start.Url.Replace($"nonce={nonce}", "nonce=another", StringComparison.Ordinal), InteropServer.RedirectUri);
        OAuthException fault = await Assert.ThrowsAsync<OAuthException>(() => client.CompleteAuthorizationAsync(start.Transaction, callback, Cancellation));

        Assert.Equal(OAuthFault.IdTokenNonce, fault.Code);
        Assert.Equal("another", Assert.Single(Server.Received.At(AuthorizationPath, registration))["nonce"]);
    }

    [Fact]
    public async Task R167_A_refreshed_ID_token_is_of_the_same_user_and_sign_in()
    {
        using TestBrowser browser = new(Server.Authority);
        using OAuthClient client = CreateClient(Server, await RegisterAsync("private_key_jwt"));
        TokenSet tokens = await SignInAsync(client, browser);

        TokenSet refreshed = await client.RequestTokenAsync(new RefreshTokenGrant(TokenSet.FromJson(tokens.ToJson())), Cancellation);

        Assert.NotEqual(tokens.EncodedIdToken!.Reveal(), refreshed.EncodedIdToken!.Reveal());
        Assert.Equal(tokens.IdToken!.Identity, refreshed.IdToken!.Identity);
        Assert.Equal(tokens.IdToken.AuthTime, refreshed.IdToken.AuthTime);
        Assert.Equal("Name of alice", (await client.GetUserInfoAsync(refreshed, Cancellation)).Name);
        Assert.NotNull(refreshed.IdToken.Nonce);
        Assert.Equal(tokens.IdToken.Nonce, refreshed.IdToken.Nonce);
    }

    [Theory]
    [InlineData("sub", "mallory")]
    [InlineData("nonce", "another")]
    [InlineData("auth_time", 1_000_000_000)]
    public async Task R167_A_refresh_that_brings_the_ID_token_of_another_sign_in_is_refused_as_a_whole(string claim, object value)
    {
        using TestBrowser browser = new(Server.Authority);
        RegisteredClient registration = await RegisterAsync("client_secret_basic");
        using OAuthClient client = CreateClient(Server, registration);
        TokenSet tokens = await SignInAsync(client, browser);
        Server.MistakeAtRefresh(registration, claim, value);

        OAuthException fault = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(new RefreshTokenGrant(tokens), Cancellation));

        Assert.Equal((OAuthFault.IdTokenChanged, claim), (fault.Code, fault.ClaimName));
        Assert.Equal(2, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task R152_UserInfo_of_somebody_else_is_refused()
    {
        using TestBrowser browser = new(Server.Authority);
        RegisteredClient registration = await RegisterAsync("client_secret_basic");
        using OAuthClient client = CreateClient(Server, registration);
        TokenSet tokens = await SignInAsync(client, browser);
        Server.MistakeAtRefresh(registration, "sub", "mallory");
        // Without the tokens that came before, nothing is known of the user.
        TokenSet others = await client.RequestTokenAsync(new RefreshTokenGrant(tokens.RefreshToken!), Cancellation);

        OAuthException fault = await Assert.ThrowsAsync<OAuthException>(() => client.GetUserInfoAsync(others.AccessToken, tokens.IdToken!.Subject, Cancellation));

        Assert.Equal(OAuthFault.UserInfoSubjectMismatch, fault.Code);
    }

    private static async Task<TokenSet> SignInAsync(OAuthClient client, TestBrowser browser)
    {
        AuthorizationStart start = await client.StartAuthorizationAsync(RequestOf(), Cancellation);
        return await client.CompleteAuthorizationAsync(start.Transaction, await browser.SignInAsync(start.Url, InteropServer.RedirectUri), Cancellation);
    }

    private static AuthorizationRequest RequestOf(bool push = false, string responseType = ResponseTypes.Code, string responseMode = ResponseModes.Query, TimeSpan? maxAge = null)
    {
        return new AuthorizationRequest
        {
            RedirectUri = InteropServer.RedirectUri,
            Scope = "openid offline_access",
            ResponseType = responseType,
            ResponseMode = responseMode,
            Push = push,
            MaxAge = maxAge,
        };
    }

    private Task<RegisteredClient> RegisterAsync(string authenticationMethod, bool hasToPush = false)
    {
        return RegisterAsync(Server, authenticationMethod, hasToPush);
    }

    private static Task<RegisteredClient> RegisterAsync(OpenIddictServer server, string authenticationMethod, bool hasToPush = false)
    {
        return server.RegisterAsync(RegisteredClient.Create(authenticationMethod) with
        {
            GrantTypes = ["authorization_code", "implicit", "refresh_token"],
            HasToPush = hasToPush,
            SigningKey = authenticationMethod == "private_key_jwt" ? _signing : null,
        });
    }
}
