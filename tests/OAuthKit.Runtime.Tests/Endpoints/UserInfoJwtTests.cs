using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OAuthKit;

public sealed class UserInfoJwtTests : IDisposable
{
    private const string MediaType = "application/jwt";
    private const string Good = """{"iss":"https://login.example.com","aud":"orders-worker","sub":"s","email":"jane@example.com"}""";

    private static readonly TestKey _key = TestKey.Create();

    private readonly EndpointServer _server = new();

    public UserInfoJwtTests() => _server.Answers["/jwks"] = _ => StubHandler.Json(_key.Set());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task R155_A_signed_answer_is_verified_and_read()
    {
        var user = await ReadAsync(_key.Sign(Good, "JWT"));

        Assert.Equal("s", user.Subject);
        Assert.Equal("jane@example.com", user.Email);
        Assert.Equal(MediaType, _server.LastTo("/userinfo").Headers["Accept"]);
        Assert.Equal("s", (await ReadAsync(_key.Sign(Good.Replace("\"orders-worker\"", "[\"api\",\"orders-worker\"]", StringComparison.Ordinal), null))).Subject);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task R154_Plain_JSON_is_rejected_where_a_JWT_is_registered(string mediaType)
    {
        _server.Answers["/userinfo"] = _ => StubHandler.Text(Good, mediaType);
        Assert.Equal(OAuthFault.UserInfoFormat, await FaultAsync());
        _server.Answers["/userinfo"] = _ => StubHandler.Text(_key.Sign(Good, "JWT"), mediaType);
        Assert.Equal(OAuthFault.UserInfoFormat, await FaultAsync());
        Assert.Empty(_server.RequestsTo("/jwks"));
    }

    [Fact]
    public async Task R154_Plain_JSON_that_says_it_is_a_JWT_is_none()
    {
        _server.Answers["/userinfo"] = _ => StubHandler.Text(Good, MediaType);

        Assert.Equal(OAuthFault.JwtMalformed, await FaultAsync());
    }

    [Fact]
    public async Task R157_The_media_type_decides_how_an_answer_is_read()
    {
        _server.Answers["/userinfo"] = _ => StubHandler.Text(_key.Sign(Good, "JWT"), MediaType);
        Assert.Equal(OAuthFault.UserInfoFormat, await FaultAsync(plain: true));
        _server.Answers["/userinfo"] = _ => StubHandler.Text(_key.Sign(Good, "JWT"), "application/json");
        Assert.Equal(OAuthFault.EndpointResponseMalformed, await FaultAsync(plain: true));
    }

    [Theory]
    [InlineData("\"iss\":\"https://login.example.com\",", "", OAuthFault.JwtIssuer)]
    [InlineData("https://login.example.com", "https://login.example.com/", OAuthFault.JwtIssuer)]
    [InlineData("\"aud\":\"orders-worker\",", "", OAuthFault.JwtAudience)]
    [InlineData("\"orders-worker\"", "\"orders-worker1\"", OAuthFault.JwtAudience)]
    [InlineData("\"orders-worker\"", "[]", OAuthFault.JwtAudience)]
    [InlineData("{\"iss\"", "{\"exp\":1,\"iss\"", OAuthFault.JwtTime)]
    [InlineData("{\"iss\"", "{\"nbf\":4102444800,\"iss\"", OAuthFault.JwtTime)]
    public async Task R155_Issuer_and_audience_are_there_and_right(string old, string replacement, string code)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => ReadAsync(_key.Sign(Good.Replace(old, replacement, StringComparison.Ordinal), "JWT")));

        Assert.Equal(code, e.Code);
        Assert.DoesNotContain("jane", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task R155_The_signature_is_that_of_the_server_by_the_registered_algorithm()
    {
        using var evil = TestKey.Create();
        using var ec = TestKey.Create("ES256", "ec");

        Assert.Equal(OAuthFault.JwtSignature, await JwtFaultAsync(evil.Sign(Good, "JWT")));
        Assert.Equal(OAuthFault.JwtAlgorithm, await JwtFaultAsync(ec.Sign(Good, "JWT")));
        Assert.Equal(OAuthFault.JwtAlgorithm, await JwtFaultAsync(_key.Sign(Good, header: """{"alg":"none"}""")));
        Assert.Equal(OAuthFault.JwtType, await JwtFaultAsync(_key.Sign(Good, "at+jwt")));
        _server.Answers["/jwks"] = _ => StubHandler.Json(TestKey.Set(_key.Jwk(), ec.Jwk()));
        _server.Clock.Advance(ServerKeys.Lifetime);
        Assert.Equal("s", (await ReadAsync(ec.Sign(Good, "JWT"), new() { SigningAlgorithm = "ES256" })).Subject);
    }

    [Theory]
    [InlineData("s1")]
    [InlineData("S")]
    public async Task R152_A_signed_answer_about_another_subject_is_discarded(string subject) =>
        Assert.Equal(OAuthFault.UserInfoSubjectMismatch, await JwtFaultAsync(_key.Sign(Good.Replace("\"s\"", $"\"{subject}\"", StringComparison.Ordinal), "JWT")));

    [Fact]
    public async Task R156_An_encrypted_answer_is_decrypted_and_then_verified()
    {
        using var rsa = RSA.Create(2048);
        using var evil = TestKey.Create();
        var options = new JwtResponseOptions { DecryptionKeys = [DecryptionKey.FromRsaPem(rsa.ExportPkcs8PrivateKeyPem())], EncryptionAlgorithm = JweAlgorithms.RsaOaep };

        Assert.Equal("s", (await ReadAsync(Encrypt(rsa, _key.Sign(Good, "JWT")), options)).Subject);
        Assert.Equal(OAuthFault.JwtSignature, await JwtFaultAsync(Encrypt(rsa, evil.Sign(Good, "JWT")), options));
        Assert.Equal(OAuthFault.JwtMalformed, await JwtFaultAsync(Encrypt(rsa, Good), options));
        Assert.Equal(OAuthFault.JwtEncryption, await JwtFaultAsync(_key.Sign(Good, "JWT"), options));
        Assert.Equal(OAuthFault.JwtEncryption, await JwtFaultAsync(Encrypt(rsa, _key.Sign(Good, "JWT"))));
    }

    [Fact]
    public async Task R159_A_refusal_is_typed_also_where_a_JWT_is_registered()
    {
        _server.Answers["/userinfo"] = _ => StubHandler.Challenge(System.Net.HttpStatusCode.Unauthorized, "Bearer error=\"invalid_token\"");

        Assert.Equal("invalid_token", (await Assert.ThrowsAsync<OAuthServerException>(() => Client(new()).GetUserInfoAsync(AccessToken.Parse(The.Token(1)), "s", Stop))).Error);
    }

    [Fact]
    public async Task R160_Claims_of_other_sources_are_not_followed()
    {
        await ReadAsync(_key.Sign(Good[..^1] + ""","_claim_names":{"x":"src"},"_claim_sources":{"src":{"endpoint":"https://internal.example/claims"}}}""", "JWT"));

        Assert.Equal(["/.well-known/openid-configuration", "/userinfo", "/jwks"], _server.Handler.Requests.Select(request => request.Url.AbsolutePath));
    }

    private static string Encrypt(RSA rsa, string inner) => new JsonWebTokenHandler().EncryptToken(
        inner,
        new EncryptingCredentials(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes128CbcHmacSha256) { SetDefaultCtyClaim = false });

    private OAuthClient Client(JwtResponseOptions? options) => _server.Keep(new OAuthClient(_server.Server, The.Basic, _server.Options) { UserInfoResponses = options });

    private Task<UserInfo> ReadAsync(string jwt, JwtResponseOptions? options = null)
    {
        _server.Answers["/userinfo"] = _ => StubHandler.Text(jwt, MediaType);
        return Client(options ?? new()).GetUserInfoAsync(AccessToken.Parse(The.Token(1)), "s", Stop);
    }

    private async Task<string> JwtFaultAsync(string jwt, JwtResponseOptions? options = null) =>
        (await Assert.ThrowsAsync<OAuthException>(() => ReadAsync(jwt, options))).Code;

    private async Task<string> FaultAsync(bool plain = false) =>
        (await Assert.ThrowsAsync<OAuthException>(() => Client(plain ? null : new()).GetUserInfoAsync(AccessToken.Parse(The.Token(1)), "s", Stop))).Code;
}
