using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OAuthKit;

public sealed class EncryptedIdTokenTests : IDisposable
{
    private readonly LoginServer _login = new();
    private readonly RSA _rsa = RSA.Create(2048);

    public void Dispose()
    {
        _rsa.Dispose();
        _login.Dispose();
    }

    [Fact]
    public async Task R132_S088_An_encrypted_ID_token_is_decrypted_and_then_checked_like_any_other()
    {
        var client = _login.Client(Encrypted());

        var tokens = await _login.ExchangeAsync(Encrypt(_login.IdToken()), client: client);

        Assert.Equal(LoginServer.Subject, tokens.IdToken?.Subject);
        Assert.Equal(5, tokens.EncodedIdToken!.Reveal().Split('.').Length);
        using var evil = TestKey.Create();
        await _login.AssertRejectedAsync(OAuthFault.JwtSignature, null, Encrypt(evil.Sign(_login.Claims(), "JWT")), client: client);
        await _login.AssertRejectedAsync(OAuthFault.JwtAudience, "aud", Encrypt(_login.IdToken(("aud", "\"other\""))), client: client);
        await _login.AssertRejectedAsync(OAuthFault.IdTokenNonce, "nonce", Encrypt(_login.IdToken(("nonce", "\"x\""))), client: client);
    }

    [Fact]
    public async Task R132_What_is_inside_must_be_signed()
    {
        var client = _login.Client(Encrypted());

        await _login.AssertRejectedAsync(OAuthFault.JwtMalformed, null, Encrypt(_login.Claims()), client: client);
        await _login.AssertRejectedAsync(OAuthFault.JwtMalformed, null, Encrypt(Encrypt(_login.IdToken())), client: client);
        Assert.DoesNotContain("/jwks", _login.Paths);
    }

    [Fact]
    public async Task R132_S073_S074_Without_a_key_an_encrypted_ID_token_is_a_clear_error()
    {
        var e = await _login.AssertRejectedAsync(OAuthFault.JwtEncryption, null, Encrypt(_login.IdToken()));

        Assert.Contains("DecryptionKeys", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/jwks", _login.Paths);
    }

    [Fact]
    public async Task R133_S073_Where_encryption_is_registered_a_signed_ID_token_is_rejected()
    {
        await _login.AssertRejectedAsync(OAuthFault.JwtEncryption, null, _login.IdToken(), client: _login.Client(Encrypted()));
        Assert.DoesNotContain("/jwks", _login.Paths);
    }

    [Fact]
    public async Task R134_Algorithms_are_those_that_are_registered()
    {
        var jwe = Encrypt(_login.IdToken());
        string With(string header) => TestKey.Text(Encoding.UTF8.GetBytes(header)) + jwe[jwe.IndexOf('.')..];
        var client = _login.Client(Encrypted());

        foreach (var header in (string[])
        [
            """{"alg":"RSA1_5","enc":"A128CBC-HS256"}""",
            """{"alg":"dir","enc":"A128CBC-HS256"}""",
            """{"alg":"PBES2-HS256+A128KW","enc":"A128CBC-HS256","p2c":2147483648,"p2s":"AA"}""",
            """{"alg":"RSA-OAEP","enc":"A256GCM"}""",
            """{"alg":"RSA-OAEP","enc":"A128CBC-HS256","zip":"DEF"}""",
        ])
        {
            await _login.AssertRejectedAsync(OAuthFault.JwtEncryption, null, With(header), client: client);
        }

        using var other = RSA.Create(2048);
        await _login.AssertRejectedAsync(OAuthFault.JwtDecryption, null, Encrypt(_login.IdToken(), other), client: client);
        Assert.DoesNotContain("/jwks", _login.Paths);
    }

    [Fact]
    public async Task S026_The_algorithms_of_encryption_have_defaults_and_are_known_ones()
    {
        Assert.Equal(JweAlgorithms.RsaOaep256, new IdTokenOptions().EncryptionAlgorithm);
        Assert.Equal(JweAlgorithms.A128CbcHS256, new IdTokenOptions().ContentEncryption);
        Assert.Throws<ArgumentException>(() => new IdTokenOptions { ContentEncryption = "A192GCM" });
        foreach (var algorithm in (string[])[JweAlgorithms.EcdhEs, JweAlgorithms.Direct, "RSA1_5", "x"])
        {
            Assert.Throws<ArgumentException>(() => _login.Client(new() { DecryptionKeys = Encrypted().DecryptionKeys, EncryptionAlgorithm = algorithm }));
        }

        await _login.AssertRejectedAsync(OAuthFault.JwtEncryption, null, Encrypt(_login.IdToken()), client: _login.Client(new() { DecryptionKeys = Encrypted().DecryptionKeys }));
    }

    [Fact]
    public async Task R167_A_refreshed_ID_token_is_compared_with_a_kept_one_that_is_encrypted()
    {
        var client = _login.Client(Encrypted());
        _login.Answer(Encrypt(_login.IdToken()), ",\"refresh_token\":\"r\"");
        var tokens = await client.RequestTokenAsync(new AuthorizationCodeGrant(LoginServer.Code) { IdToken = LoginServer.Expected }, TestContext.Current.CancellationToken);
        var kept = TokenSet.FromJson(tokens.ToJson(), _login.Server.Clock);
        Assert.Null(kept.IdToken);

        _login.Answer(Encrypt(_login.IdToken(("sub", "\"mallory\""))));
        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(new RefreshTokenGrant(kept), TestContext.Current.CancellationToken));
        Assert.Equal((OAuthFault.IdTokenChanged, "sub"), (e.Code, e.ClaimName));
        _login.Answer(Encrypt(_login.IdToken()));
        Assert.Equal(LoginServer.Subject, (await client.RequestTokenAsync(new RefreshTokenGrant(kept), TestContext.Current.CancellationToken)).IdToken?.Subject);
    }

    private IdTokenOptions Encrypted() => new()
    {
        DecryptionKeys = [DecryptionKey.FromRsaPem(_rsa.ExportPkcs8PrivateKeyPem())],
        EncryptionAlgorithm = JweAlgorithms.RsaOaep,
    };

    // By the library, so that both sides aren't ours.
    private string Encrypt(string inner, RSA? rsa = null) => new JsonWebTokenHandler().EncryptToken(
        inner,
        new EncryptingCredentials(new RsaSecurityKey(rsa ?? _rsa), SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes128CbcHmacSha256) { SetDefaultCtyClaim = false });
}
