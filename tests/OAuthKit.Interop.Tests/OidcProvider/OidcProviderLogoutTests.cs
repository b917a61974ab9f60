using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Interop.Tests;

/// <summary>Logouts of which oidc-provider asks the user, and tells the application.</summary>
[Collection<OidcProviderCollection>]
public sealed class OidcProviderLogoutTests(OidcProviderServer server) : LogoutTests<OidcProviderServer>(server)
{
    private static readonly RSA _rsa = RSA.Create(2048);

    [Fact]
    public async Task A_user_who_stays_signed_in_comes_back_all_the_same_and_is_out_of_this_client_only()
    {
        using TestBrowser browser = new(Server.Authority) { Agrees = false };
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        using OAuthClient other = CreateClient(Server, await RegisterForUsersAsync());
        await SignInAsync(client, browser);
        await SignInAsync(other, browser);
        LogoutStart logout = await client.StartLogoutAsync(new LogoutRequest { PostLogoutRedirectUri = InteropServer.PostLogoutRedirectUri }, Cancellation);

        string returned = await browser.SignOutAsync(logout.Url, InteropServer.PostLogoutRedirectUri);

        Assert.Equal(1, browser.Questions);
        LogoutReturn.Validate(returned, logout.State!);
        Assert.Equal(InteropServer.UserName, (await SignInAsync(other, browser, "none")).IdToken?.Subject);
        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => SignInAsync(client, browser, "none"));
        Assert.Equal("consent_required", error.Error);
    }

    [Theory]
    [InlineData("RS256", true, false)]
    [InlineData("ES256", false, false)]
    [InlineData("PS256", true, true)]
    public async Task R295_R297_R298_The_server_tells_the_application_of_the_logout_once(string algorithm, bool nameSession, bool encrypt)
    {
        await using LogoutListener listener = await LogoutListener.StartAsync(Server.Certificate);
        using TestBrowser browser = new(Server.Authority);
        using OAuthClient client = await CreateAsync(listener, algorithm, nameSession, encrypt);
        using OAuthClient other = await CreateAsync(listener, algorithm, nameSession, encrypt);
        listener.Validator = new LogoutTokenValidator(client);
        TokenSet tokens = await SignInAsync(client, browser);
        LogoutStart logout = await client.StartLogoutAsync(
            new LogoutRequest { IdTokenHint = tokens.EncodedIdToken, PostLogoutRedirectUri = InteropServer.PostLogoutRedirectUri }, Cancellation);

        LogoutReturn.Validate(await browser.SignOutAsync(logout.Url, InteropServer.PostLogoutRedirectUri), logout.State!);

        Assert.Equal(1, browser.Questions);
        (string form, object outcome) = Assert.Single(listener.Requests);
        Assert.Equal(encrypt ? 5 : 3, form.Split('.').Length);
        LogoutToken token = Assert.IsType<LogoutToken>(outcome);
        Assert.Equal((Server.Issuer, InteropServer.UserName), (token.Issuer, token.Subject));
        Assert.Equal(nameSession ? tokens.IdToken!.SessionId : null, token.SessionId);
        Assert.Equal(nameSession, token.SessionId is not null);

        // Whoever caught the request on its way gains nothing by sending it again, here or elsewhere.
        Assert.Equal((HttpStatusCode.BadRequest, OAuthFault.LogoutTokenReplayed), await SendAgainAsync(listener, form));
        listener.Validator = new LogoutTokenValidator(other);
        Assert.Equal((HttpStatusCode.BadRequest, OAuthFault.JwtAudience), await SendAgainAsync(listener, form));
    }

    [Fact]
    public async Task R297_An_ID_token_of_the_server_does_not_pass_for_a_logout_token()
    {
        using TestBrowser browser = new(Server.Authority);
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        TokenSet tokens = await SignInAsync(client, browser);

        foreach (bool acceptUntyped in (bool[])[false, true])
        {
            LogoutTokenValidator validator = new(client, new LogoutTokenOptions { AcceptUntyped = acceptUntyped });
            OAuthException fault = await Assert.ThrowsAsync<OAuthException>(() => validator.ValidateAsync(tokens.EncodedIdToken!.Reveal(), Cancellation));
            Assert.Equal(acceptUntyped ? OAuthFault.LogoutTokenEvent : OAuthFault.JwtType, fault.Code);
        }
    }

    private async Task<(HttpStatusCode Status, string Code)> SendAgainAsync(LogoutListener listener, string form)
    {
        using StringContent content = new(form, null, "application/x-www-form-urlencoded");
        using HttpResponseMessage response = await Server.Http.PostAsync(listener.Address, content, Cancellation);
        Assert.True(response.Headers.CacheControl?.NoStore);
        return (response.StatusCode, Assert.IsType<OAuthException>(listener.Requests[^1].Outcome).Code);
    }

    private async Task<OAuthClient> CreateAsync(LogoutListener listener, string algorithm, bool nameSession, bool encrypt)
    {
        Dictionary<string, JsonNode> metadata = new()
        {
            ["id_token_signed_response_alg"] = algorithm,
            ["backchannel_logout_uri"] = listener.Address.AbsoluteUri,
            ["backchannel_logout_session_required"] = nameSession,
        };
        if (encrypt)
        {
            metadata["id_token_encrypted_response_alg"] = JweAlgorithms.RsaOaep256;
            metadata["id_token_encrypted_response_enc"] = JweAlgorithms.A256Gcm;
            metadata["jwks"] = new JsonObject { ["keys"] = new JsonArray(EncryptionKeys.ToJwk(_rsa)) };
        }

        RegisteredClient registration = await Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with
        {
            GrantTypes = ["authorization_code"],
            Metadata = metadata,
        });
        return new OAuthClient(Server.Issuer, registration.ToAuthentication(), OptionsFor(Server))
        {
            IdTokens = new IdTokenOptions
            {
                SigningAlgorithm = algorithm,
                DecryptionKeys = encrypt ? [DecryptionKey.FromRsaPem(_rsa.ExportPkcs8PrivateKeyPem())] : [],
                ContentEncryption = JweAlgorithms.A256Gcm,
            },
        };
    }
}
