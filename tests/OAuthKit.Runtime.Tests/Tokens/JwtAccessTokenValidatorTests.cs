using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OAuthKit;

public sealed class JwtAccessTokenValidatorTests : IDisposable
{
    private const string Audience = "https://api.example.com";

    private readonly LoginServer _login = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _login.Dispose();

    [Fact]
    public async Task R300_An_access_token_is_validated_without_a_client()
    {
        var token = await ValidateAsync(Sign(("scope", "\"orders.read orders.write\""), ("auth_time", $"{_login.Now - 5}"), ("acr", "\"2\""), ("tenant", "7")));

        Assert.Equal(The.Issuer, token.Issuer);
        Assert.Equal("jane", token.Subject);
        Assert.Equal("shop", token.ClientId);
        Assert.Equal([Audience], token.Audience);
        Assert.Equal("j", token.TokenId);
        Assert.Equal(_login.Now + 300, token.ExpiresAt.ToUnixTimeSeconds());
        Assert.Equal(_login.Now, token.IssuedAt.ToUnixTimeSeconds());
        Assert.Equal(_login.Now - 5, token.AuthTime?.ToUnixTimeSeconds());
        Assert.Equal("2", token.Acr);
        Assert.Equal(["orders.read", "orders.write"], token.Scopes);
        Assert.True(token.HasScope("orders.write"));
        Assert.False(token.HasScope("Orders.write"));
        Assert.True(token.TryGetClaim("tenant", out _));
        Assert.Equal([LoginServer.Metadata, "/jwks"], _login.Paths);
        Assert.Null((await ValidateAsync(Sign())).Confirmation);
        Assert.Empty((await ValidateAsync(Sign())).Scopes);
    }

    [Theory]
    [InlineData("iss", null, OAuthFault.JwtIssuer)]
    [InlineData("iss", "\"https://login.example.com/\"", OAuthFault.JwtIssuer)]
    [InlineData("aud", null, OAuthFault.JwtAudience)]
    [InlineData("aud", "\"https://api.example.com/\"", OAuthFault.JwtAudience)]
    [InlineData("aud", "[]", OAuthFault.JwtAudience)]
    [InlineData("exp", null, OAuthFault.JwtTime)]
    [InlineData("exp", "1767225540", OAuthFault.JwtTime)]
    [InlineData("iat", null, OAuthFault.JwtTime)]
    [InlineData("iat", "1767225661", OAuthFault.JwtTime)]
    [InlineData("nbf", "1767225661", OAuthFault.JwtTime)]
    [InlineData("sub", null, OAuthFault.JwtClaim)]
    [InlineData("sub", "\"\"", OAuthFault.JwtClaim)]
    [InlineData("client_id", null, OAuthFault.JwtClaim)]
    [InlineData("client_id", "7", OAuthFault.JwtClaim)]
    [InlineData("jti", null, OAuthFault.JwtClaim)]
    [InlineData("scope", "[\"orders.read\"]", OAuthFault.JwtClaim)]
    [InlineData("cnf", "\"x\"", OAuthFault.JwtClaim)]
    [InlineData("cnf", "null", OAuthFault.JwtClaim)]
    [InlineData("auth_time", "\"x\"", OAuthFault.JwtTime)]
    public async Task R300_A_claim_that_is_wrong_or_missing_is_rejected(string claim, string? json, string code) =>
        Assert.Equal((code, claim), await FaultAsync(Sign((claim, json))));

    [Theory]
    [InlineData("JWT")]
    [InlineData("logout+jwt")]
    [InlineData("")]
    [InlineData(null)]
    public async Task R300_An_ID_token_is_no_access_token(string? type)
    {
        Assert.Equal((OAuthFault.JwtType, "typ"), await FaultAsync(_login.Key.Sign(Claims(), type)));
        Assert.Empty(_login.Paths);
    }

    [Theory]
    [InlineData("at+jwt")]
    [InlineData("AT+JWT")]
    [InlineData("application/at+jwt")]
    public async Task R300_The_type_is_compared_as_a_media_type(string type) =>
        Assert.Equal("jane", (await ValidateAsync(_login.Key.Sign(Claims(), type))).Subject);

    [Fact]
    public async Task R300_The_signature_is_that_of_the_server_and_none_is_none()
    {
        using var evil = TestKey.Create();

        Assert.Equal((OAuthFault.JwtSignature, null), await FaultAsync(evil.Sign(Claims(), "at+jwt")));
        Assert.Equal((OAuthFault.JwtAlgorithm, "alg"), await FaultAsync(_login.Key.Sign(Claims(), header: """{"alg":"none","typ":"at+jwt"}""")));
        Assert.Equal((OAuthFault.JwtMalformed, null), await FaultAsync("opaque"));
        Assert.Throws<ArgumentException>(() => new JwtAccessTokenValidator(_login.Server.Server, Audience, new() { SigningAlgorithm = "HS256" }));
        Assert.Throws<ArgumentException>(() => new JwtAccessTokenValidator(_login.Server.Server, Audience, new() { SigningAlgorithm = "EdDSA" }));
    }

    [Fact]
    public async Task R300_An_encrypted_access_token_is_decrypted_first()
    {
        using var rsa = RSA.Create(2048);
        var options = new JwtAccessTokenOptions { DecryptionKeys = [DecryptionKey.FromRsaPem(rsa.ExportPkcs8PrivateKeyPem())], EncryptionAlgorithm = JweAlgorithms.RsaOaep };
        var encrypted = new JsonWebTokenHandler().EncryptToken(Sign(), new EncryptingCredentials(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes128CbcHmacSha256) { SetDefaultCtyClaim = false });

        Assert.Equal("jane", (await new JwtAccessTokenValidator(_login.Server.Server, Audience, options).ValidateAsync(AccessToken.Parse(encrypted), Stop)).Subject);
        Assert.Equal(OAuthFault.JwtEncryption, (await FaultAsync(encrypted)).Code);
    }

    [Fact]
    public void A_server_without_an_issuer_and_an_API_without_a_name_are_refused()
    {
        using var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Jwks = $"{The.Issuer}/jwks" });

        Assert.Throws<ArgumentException>(() => new JwtAccessTokenValidator(server, Audience));
        Assert.Throws<ArgumentException>(() => new JwtAccessTokenValidator(_login.Server.Server, ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JwtAccessTokenOptions { ClockSkew = TimeSpan.FromSeconds(61) });
    }

    private Task<JwtAccessToken> ValidateAsync(string token) =>
        new JwtAccessTokenValidator(_login.Server.Server, Audience).ValidateAsync(AccessToken.Parse(token), Stop);

    private async Task<(string Code, string? Claim)> FaultAsync(string token)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => ValidateAsync(token));
        LoginServer.AssertShowsNoToken(token, e);
        return (e.Code, e.ClaimName);
    }

    private string Sign(params (string Name, string? Json)[] changes) => _login.Key.Sign(Claims(changes), "at+jwt");

    private string Claims(params (string Name, string? Json)[] changes)
    {
        var claims = JsonNode.Parse(_login.Claims([("nonce", null), ("aud", $"\"{Audience}\""), ("sub", "\"jane\""), ("client_id", "\"shop\""), ("jti", "\"j\"")]))!.AsObject();
        foreach (var (name, json) in changes)
        {
            claims.Remove(name);
            if (json is not null)
            {
                claims[name] = JsonNode.Parse(json);
            }
        }

        return claims.ToJsonString();
    }
}
