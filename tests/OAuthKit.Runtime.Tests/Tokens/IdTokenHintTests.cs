using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OAuthKit;

/// <summary>What goes to the server as <c>id_token_hint</c>: nothing that it can't read.</summary>
public sealed class IdTokenHintTests : IDisposable
{
    private readonly LoginServer _login = new();
    private readonly RSA _rsa = RSA.Create(2048);

    public IdTokenHintTests()
    {
        _login.Server.Answer("/.well-known/openid-configuration", $$"""
            {
              "issuer": "{{The.Issuer}}",
              "authorization_endpoint": "{{The.Issuer}}/authorize",
              "token_endpoint": "{{The.Issuer}}/token",
              "end_session_endpoint": "{{The.Issuer}}/logout",
              "backchannel_authentication_endpoint": "{{The.Issuer}}/backchannel",
              "backchannel_token_delivery_modes_supported": ["poll"]
            }
            """);
        _login.Server.Answer("/backchannel", """{"auth_req_id":"1c266114-a1be-4252-8ad1-04986c5b9ac1","expires_in":120}""");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _rsa.Dispose();
        _login.Dispose();
    }

    [Fact]
    public async Task R293_An_encrypted_ID_token_goes_back_as_it_was_signed()
    {
        var signed = _login.IdToken();

        Assert.All(await HintsAsync(Encrypted(), Encrypt(signed, _rsa)), hint => Assert.Equal(signed, hint));
    }

    [Fact]
    public async Task R293_A_signed_ID_token_goes_back_as_it_is()
    {
        var signed = _login.IdToken();

        Assert.All(await HintsAsync(Encrypted(), signed), hint => Assert.Equal(signed, hint));
        Assert.All(await HintsAsync(new IdTokenOptions(), signed), hint => Assert.Equal(signed, hint));
    }

    [Fact]
    public async Task R293_What_the_caller_encrypted_for_the_server_goes_out_as_it_is_where_the_client_has_no_key()
    {
        using var server = RSA.Create(2048);
        var encrypted = Encrypt(_login.IdToken(), server);

        Assert.All(await HintsAsync(new IdTokenOptions(), encrypted), hint => Assert.Equal(encrypted, hint));
    }

    [Fact]
    public async Task R293_A_hint_that_the_key_does_not_open_is_a_clear_error_and_nothing_is_sent()
    {
        using var other = RSA.Create(2048);
        var encrypted = Encrypt(_login.IdToken(), other);

        var e = await Assert.ThrowsAsync<OAuthException>(() => HintsAsync(Encrypted(), encrypted));

        Assert.Equal(OAuthFault.JwtDecryption, e.Code);
        Assert.Contains("ID token hint", e.Message, StringComparison.Ordinal);
        LoginServer.AssertShowsNoToken(encrypted, e);
        Assert.Equal([LoginServer.Metadata], _login.Paths);
    }

    // Of a logout, of an authorization, and of a request in the back channel.
    private async Task<string[]> HintsAsync(IdTokenOptions options, string token)
    {
        var client = _login.Client(options);
        var hint = EncodedIdToken.Parse(token);
        var logout = await client.StartLogoutAsync(new LogoutRequest { IdTokenHint = hint }, Stop);
        var start = await client.StartAuthorizationAsync(new AuthorizationRequest { RedirectUri = AuthorizationRig.Callback, Scope = "openid", IdTokenHint = hint }, Stop);
        await client.StartBackchannelAuthenticationAsync(new BackchannelAuthenticationRequest { IdTokenHint = hint }, Stop);
        return
        [
            .. AuthorizationRig.Query(logout.Url)["id_token_hint"],
            .. AuthorizationRig.Query(start.Url)["id_token_hint"],
            .. _login.Server.LastTo("/backchannel").Form["id_token_hint"],
        ];
    }

    private IdTokenOptions Encrypted() => new()
    {
        DecryptionKeys = [DecryptionKey.FromRsaPem(_rsa.ExportPkcs8PrivateKeyPem())],
        EncryptionAlgorithm = JweAlgorithms.RsaOaep,
    };

    // By the library, so that both sides aren't ours.
    private static string Encrypt(string inner, RSA rsa) => new JsonWebTokenHandler().EncryptToken(
        inner, new EncryptingCredentials(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes128CbcHmacSha256) { SetDefaultCtyClaim = false });
}
