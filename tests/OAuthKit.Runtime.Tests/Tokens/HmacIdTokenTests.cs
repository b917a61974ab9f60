using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

public sealed class HmacIdTokenTests : IDisposable
{
    private const string Secret = "a secret of 64 bytes, which is as long as the hash of HS512: c4narY";

    private readonly LoginServer _login = new();

    public void Dispose() => _login.Dispose();

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public async Task R135_S087_An_HMAC_with_the_client_secret_is_taken_where_it_is_registered(string algorithm)
    {
        foreach (var authentication in (ClientAuthentication[])
        [
            ClientAuthentication.ClientSecretBasic(The.ClientId, Secret),
            ClientAuthentication.ClientSecretPost(The.ClientId, Secret),
            ClientAuthentication.ClientSecretJwt(The.ClientId, Secret),
        ])
        {
            var client = _login.Client(new() { SigningAlgorithm = algorithm }, authentication);
            Assert.Equal(LoginServer.Subject, (await _login.ExchangeAsync(Sign(algorithm, Secret), client: client)).IdToken?.Subject);
            await _login.AssertRejectedAsync(OAuthFault.JwtSignature, null, Sign(algorithm, Secret + "x"), client: client);
        }

        // The keys of the server have no part in it.
        Assert.DoesNotContain("/jwks", _login.Paths);
    }

    [Fact]
    public async Task R135_S081_A_public_client_has_no_key_for_an_HMAC()
    {
        using var key = SigningKey.Generate();
        foreach (var authentication in (ClientAuthentication[])[ClientAuthentication.None(The.ClientId), ClientAuthentication.PrivateKeyJwt(The.ClientId, key)])
        {
            var e = Assert.Throws<ArgumentException>(() => _login.Client(new() { SigningAlgorithm = "HS256" }, authentication));
            Assert.Contains("no secret", e.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => new OAuthClient(_login.Server.Server, authentication) { UserInfoResponses = new() { SigningAlgorithm = "HS256" } });
            Assert.Throws<ArgumentException>(() => new OAuthClient(_login.Server.Server, authentication) { AuthorizationResponses = new() { SigningAlgorithm = "HS256" } });
        }

        var rules = new JwtRules("token", "HS256", "JWT", false);
        await Assert.ThrowsAsync<InvalidOperationException>(() => JwtVerifier.VerifyAsync(Sign("HS256", Secret), rules, _login.Server.Server.Keys, TestContext.Current.CancellationToken));
        Assert.Empty(_login.Paths);
    }

    [Theory]
    [InlineData("HS256", 31)]
    [InlineData("HS384", 47)]
    [InlineData("HS512", 63)]
    public void R135_A_secret_is_as_long_as_the_hash(string algorithm, int length)
    {
        var secret = Secret[..length];

        var e = Assert.Throws<ArgumentException>(() => _login.Client(new() { SigningAlgorithm = algorithm }, ClientAuthentication.ClientSecretBasic(The.ClientId, secret)));
        Assert.Throws<InvalidOperationException>(() => HmacVerifier.Verify(ClientSecret.Parse(secret), algorithm, "x"u8, "x"u8));
        Assert.DoesNotContain(secret, e.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{length} bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R119_A_public_key_is_never_the_key_of_an_HMAC()
    {
        var rs = _login.Client();
        var hs = _login.Client(new() { SigningAlgorithm = "HS256" }, ClientAuthentication.ClientSecretBasic(The.ClientId, Secret));
        byte[][] keys = [_login.Key.PublicKeyInfo(), Encoding.UTF8.GetBytes(_login.Key.Jwk()), Encoding.UTF8.GetBytes(PemEncoding.WriteString("PUBLIC KEY", _login.Key.PublicKeyInfo()))];

        foreach (var key in keys)
        {
            await _login.AssertRejectedAsync(OAuthFault.JwtAlgorithm, "alg", Sign("HS256", key), client: rs);
            await _login.AssertRejectedAsync(OAuthFault.JwtSignature, null, Sign("HS256", key), client: hs);
        }

        Assert.DoesNotContain("/jwks", _login.Paths);
    }

    [Fact]
    public async Task R145_A_symmetric_key_of_the_server_is_not_used()
    {
        _login.Server.Answers["/jwks"] = _ => StubHandler.Json(TestKey.Set($$"""{"kty":"oct","kid":"k1","k":"{{TestKey.Text(Encoding.UTF8.GetBytes(Secret))}}"}"""));

        await _login.AssertRejectedAsync(OAuthFault.JwtAlgorithm, "alg", Sign("HS256", Secret));
        await _login.AssertRejectedAsync(OAuthFault.JwtSignature, null, Sign("HS256", Secret), client: _login.Client(new() { SigningAlgorithm = "HS256" }, ClientAuthentication.ClientSecretBasic(The.ClientId, Secret + Secret)));
    }

    private string Sign(string algorithm, string secret) => Sign(algorithm, Encoding.UTF8.GetBytes(secret));

    private string Sign(string algorithm, byte[] key)
    {
        var input = $"{TestKey.Text(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","kid":"k1"}"""))}.{TestKey.Text(Encoding.UTF8.GetBytes(_login.Claims()))}";
        return $"{input}.{TestKey.Text(CryptographicOperations.HmacData(new("SHA" + algorithm[2..]), key, Encoding.UTF8.GetBytes(input)))}";
    }
}
