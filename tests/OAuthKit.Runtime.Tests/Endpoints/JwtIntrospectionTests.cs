using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OAuthKit;

public sealed class JwtIntrospectionTests : IDisposable
{
    private const string MediaType = "application/token-introspection+jwt";

    private static readonly TestKey _key = TestKey.Create();

    private readonly EndpointServer _server = new();

    public JwtIntrospectionTests() => _server.Answers["/jwks"] = _ => StubHandler.Json(_key.Set());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private long Now => _server.Clock.GetUtcNow().ToUnixTimeSeconds();

    private string Good => $$"""{"iss":"{{The.Issuer}}","aud":"{{The.ClientId}}","iat":{{Now}},"token_introspection":{"active":true,"sub":"s","scope":"a b"} }""";

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task R183_A_signed_answer_is_asked_for_and_read()
    {
        var answer = await ReadAsync(_key.Sign(Good));

        Assert.True(answer.IsActive);
        Assert.Equal("s", answer.Subject);
        Assert.True(answer.HasScope("b"));
        Assert.Equal(MediaType, _server.LastTo("/introspect").Headers["Accept"]);
        Assert.False(answer.TryGetMember("iat", out _));
    }

    [Theory]
    [InlineData("\"active\":true,", "{\"active\":false}")]
    [InlineData("\"active\":true,\"scope\":\"admin\",", "{\"active\":false}")]
    public async Task R183_Data_stand_in_token_introspection_only(string top, string nested)
    {
        var answer = await ReadAsync(_key.Sign($$"""{{{top}}"iss":"{{The.Issuer}}","aud":"{{The.ClientId}}","iat":{{Now}},"token_introspection":{{nested}} }"""));

        Assert.False(answer.IsActive);
        Assert.Null(answer.Scope);
    }

    [Fact]
    public async Task R183_Without_token_introspection_there_is_nothing()
    {
        await AssertFaultAsync(OAuthFault.IntrospectionFormat, _key.Sign($$"""{"active":true,"iss":"{{The.Issuer}}","aud":"{{The.ClientId}}","iat":{{Now}}}"""));
        await AssertFaultAsync(OAuthFault.IntrospectionFormat, _key.Sign(Good.Replace("{\"active\":true,\"sub\":\"s\",\"scope\":\"a b\"}", "true", StringComparison.Ordinal)));
        await AssertFaultAsync(OAuthFault.IntrospectionActive, _key.Sign(Good.Replace("\"active\":true,", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"https://login.example.com/\"")]
    [InlineData("\"https://LOGIN.example.com\"")]
    [InlineData("[\"https://login.example.com\"]")]
    [InlineData("null")]
    public async Task R183_The_issuer_is_that_of_the_server(string issuer) =>
        await AssertFaultAsync(OAuthFault.JwtIssuer, _key.Sign(Good.Replace($"\"iss\":\"{The.Issuer}\"", $"\"iss\":{issuer}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("\"orders-worker1\"")]
    [InlineData("[\"orders-worker\",\"other\"]")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    public async Task R183_The_audience_is_this_client_and_nobody_else(string audience) =>
        await AssertFaultAsync(OAuthFault.JwtAudience, _key.Sign(Good.Replace($"\"aud\":\"{The.ClientId}\"", $"\"aud\":{audience}", StringComparison.Ordinal)));

    [Fact]
    public async Task R183_An_audience_may_be_a_list_of_one() =>
        Assert.True((await ReadAsync(_key.Sign(Good.Replace($"\"aud\":\"{The.ClientId}\"", $"\"aud\":[\"{The.ClientId}\"]", StringComparison.Ordinal)))).IsActive);

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    [InlineData(-660, true)]
    [InlineData(-661, false)]
    public async Task R183_The_time_of_issue_is_about_now(int offset, bool isGood)
    {
        var jwt = _key.Sign(Good.Replace($"\"iat\":{Now}", $"\"iat\":{Now + offset}", StringComparison.Ordinal));
        if (isGood)
        {
            Assert.True((await ReadAsync(jwt)).IsActive);
        }
        else
        {
            await AssertFaultAsync(OAuthFault.JwtTime, jwt);
        }
    }

    [Theory]
    [InlineData("\"1767225600\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("1e999")]
    [InlineData("-5")]
    public async Task R183_The_time_of_issue_is_a_number(string iat) =>
        await AssertFaultAsync(OAuthFault.JwtTime, _key.Sign(Good.Replace($"\"iat\":{Now}", $"\"iat\":{iat}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("exp", -60)]
    [InlineData("nbf", 61)]
    public async Task R113_A_life_that_is_stated_holds(string name, int offset)
    {
        await AssertFaultAsync(OAuthFault.JwtTime, _key.Sign(Good.Replace("{\"iss\"", $"{{\"{name}\":{Now + offset},\"iss\"", StringComparison.Ordinal)));
        Assert.True((await ReadAsync(_key.Sign(Good.Replace("{\"iss\"", $"{{\"exp\":253402300799,\"nbf\":0,\"iss\"", StringComparison.Ordinal)))).IsActive);
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("at+jwt")]
    [InlineData(null)]
    public async Task R183_The_type_is_that_of_introspection(string? type) =>
        await AssertFaultAsync(OAuthFault.JwtType, _key.Sign(Good, type));

    [Theory]
    [InlineData("application/json", "{\"active\":true}")]
    [InlineData("application/jwt", "jwt")]
    [InlineData("text/plain", "jwt")]
    public async Task R184_Plain_JSON_is_refused_where_a_JWT_was_asked_for(string mediaType, string body)
    {
        _server.Answer("/introspect", StubHandler.Text(body == "jwt" ? _key.Sign(Good) : body, mediaType));

        Assert.Equal(OAuthFault.IntrospectionFormat, (await Assert.ThrowsAsync<OAuthException>(() => IntrospectAsync(new JwtIntrospectionOptions()))).Code);
    }

    [Fact]
    public async Task R184_An_error_is_plain_JSON_all_the_same()
    {
        _server.Answer("/introspect", "{\"error\":\"invalid_client\"}", HttpStatusCode.Unauthorized);

        Assert.Equal("invalid_client", (await Assert.ThrowsAsync<OAuthServerException>(() => IntrospectAsync(new JwtIntrospectionOptions()))).Error);
    }

    [Fact]
    public async Task R185_The_signature_is_that_of_the_server()
    {
        using var evil = TestKey.Create();
        var parts = _key.Sign(Good).Split('.');
        var claims = parts[1][..20] + (parts[1][20] == 'A' ? 'B' : 'A') + parts[1][21..];

        await AssertFaultAsync(OAuthFault.JwtSignature, evil.Sign(Good));
        var e = await Assert.ThrowsAsync<OAuthException>(() => ReadAsync($"{parts[0]}.{claims}.{parts[2]}"));
        Assert.True(e.Code is OAuthFault.JwtSignature or OAuthFault.JwtMalformed);
    }

    [Theory]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task R185_The_algorithm_is_the_registered_one(string algorithm)
    {
        using var key = TestKey.Create(algorithm);
        _server.Answers["/jwks"] = _ => StubHandler.Json(key.Set());

        await AssertFaultAsync(OAuthFault.JwtAlgorithm, key.Sign(Good));
        Assert.True((await ReadAsync(key.Sign(Good), new JwtIntrospectionOptions { SigningAlgorithm = algorithm })).IsActive);
    }

    [Fact]
    public async Task R186_An_encrypted_answer_is_decrypted_and_then_verified()
    {
        using var rsa = RSA.Create(2048);
        var options = Encrypted(rsa);

        Assert.True((await ReadAsync(Encrypt(rsa, _key.Sign(Good)), options)).IsActive);
        using var evil = TestKey.Create();
        await AssertFaultAsync(OAuthFault.JwtSignature, Encrypt(rsa, evil.Sign(Good)), options);
        await AssertFaultAsync(OAuthFault.JwtMalformed, Encrypt(rsa, Good), options);
    }

    [Fact]
    public async Task R133_Where_encryption_is_configured_a_plain_signed_answer_is_refused_and_the_other_way_round()
    {
        using var rsa = RSA.Create(2048);

        await AssertFaultAsync(OAuthFault.JwtEncryption, _key.Sign(Good), Encrypted(rsa));
        await AssertFaultAsync(OAuthFault.JwtMalformed, Encrypt(rsa, _key.Sign(Good)));
    }

    [Fact]
    public async Task R183_Without_an_issuer_nothing_can_be_checked()
    {
        var server = _server.Keep(AuthorizationServer.FromEndpoints(new ServerEndpoints { Introspection = $"{The.Issuer}/introspect", Jwks = $"{The.Issuer}/jwks" }, options: _server.Options));
        var client = _server.Keep(new OAuthClient(server, The.Basic, _server.Options));
        _server.Answer("/introspect", StubHandler.Text(_key.Sign(Good), MediaType));

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.IntrospectAsync(AccessToken.Parse(The.Token(1)), new JwtIntrospectionOptions(), Stop));
    }

    // By the library, so that both sides aren't ours.
    private static string Encrypt(RSA rsa, string inner) => new JsonWebTokenHandler().EncryptToken(
        inner,
        new EncryptingCredentials(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes128CbcHmacSha256) { SetDefaultCtyClaim = false });

    private static JwtIntrospectionOptions Encrypted(RSA rsa) => new()
    {
        DecryptionKeys = [DecryptionKey.FromRsaPem(rsa.ExportPkcs8PrivateKeyPem())],
        EncryptionAlgorithm = JweAlgorithms.RsaOaep,
        ContentEncryption = JweAlgorithms.A128CbcHS256,
    };

    private Task<Introspection> ReadAsync(string jwt, JwtIntrospectionOptions? options = null)
    {
        _server.Answers["/introspect"] = _ => StubHandler.Text(jwt, MediaType);
        return IntrospectAsync(options ?? new JwtIntrospectionOptions());
    }

    private Task<Introspection> IntrospectAsync(IntrospectionOptions options) =>
        _server.Client().IntrospectAsync(AccessToken.Parse(The.Token(1)), options, Stop);

    private async Task AssertFaultAsync(string code, string jwt, JwtIntrospectionOptions? options = null)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => ReadAsync(jwt, options));
        Assert.Equal(code, e.Code);
        Assert.DoesNotContain(jwt.Split('.')[1] + "x", e + "x", StringComparison.Ordinal);
    }
}
