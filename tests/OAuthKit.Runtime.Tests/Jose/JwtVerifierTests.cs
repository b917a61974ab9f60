using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OAuthKit;

public sealed class JwtVerifierTests : IDisposable
{
    private const string Claims = """{"iss":"https://login.example.com","sub":"s"}""";

    private static readonly TestKey _rsa = TestKey.Create();

    private readonly EndpointServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    public static TheoryData<string> Ids() => [.. Vectors.Read("jws.json").GetProperty("jws").EnumerateArray().Select(vector => vector.Text("id"))];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Published_signatures_verify(string id)
    {
        var vector = Vectors.Find("jws.json", "jws", id);
        _server.Answer("/jwks", TestKey.Set(vector.GetProperty("jwk").GetRawText()));

        using var claims = await VerifyAsync(vector.Text("jws"), vector.Text("alg"), required: false);

        Assert.Equal(JsonValueKind.Object, claims.RootElement.ValueKind);
        var signature = vector.Text("jws").Split('.');
        signature[2] = (signature[2][0] == 'A' ? 'B' : 'A') + signature[2][1..];
        await AssertFaultAsync(OAuthFault.JwtSignature, string.Join('.', signature), vector.Text("alg"), required: false);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public async Task R120_Each_algorithm_verifies_and_a_bit_flip_anywhere_does_not(string algorithm)
    {
        using var key = TestKey.Create(algorithm);
        _server.Answer("/jwks", key.Set());
        var jwt = key.Sign(Claims);

        using var claims = await VerifyAsync(jwt, algorithm);
        Assert.Equal("s", claims.RootElement.GetProperty("sub").GetString());

        var parts = jwt.Split('.');
        var other = key.Sign("""{"iss":"https://login.example.com","sub":"t"}""").Split('.');
        await AssertFaultAsync(OAuthFault.JwtSignature, $"{parts[0]}.{other[1]}.{parts[2]}", algorithm);
        var signature = StrictBase64Url.Decode(parts[2])!;
        signature[^1] ^= 1;
        await AssertFaultAsync(OAuthFault.JwtSignature, $"{parts[0]}.{parts[1]}.{TestKey.Text(signature)}", algorithm);
        await AssertFaultAsync(OAuthFault.JwtSignature, $"{parts[0]}.{parts[1]}.{TestKey.Text(signature[1..])}", algorithm);
        var header = TestKey.Text(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","kid":"k1","typ":"token-introspection+jwt","x":1}"""));
        await AssertFaultAsync(OAuthFault.JwtSignature, $"{header}.{parts[1]}.{parts[2]}", algorithm);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("nOnE")]
    [InlineData("")]
    [InlineData("rs256")]
    [InlineData("PS256")]
    [InlineData("HS256")]
    public async Task R117_R118_The_algorithm_is_the_registered_one_and_no_other(string algorithm)
    {
        _server.Answer("/jwks", _rsa.Set());

        await AssertFaultAsync(OAuthFault.JwtAlgorithm, _rsa.Sign(Claims, header: $$"""{"alg":"{{algorithm}}","kid":"k1","typ":"token-introspection+jwt"}"""));
        Assert.Empty(_server.RequestsTo("/jwks"));
    }

    [Fact]
    public async Task R117_An_unsigned_token_is_rejected()
    {
        var none = Vectors.Find("jws.json", "none", "jws-none").Text("jws");

        await AssertFaultAsync(OAuthFault.JwtMalformed, none, required: false);
        await AssertFaultAsync(OAuthFault.JwtAlgorithm, none + "AAAA", required: false);
        await AssertFaultAsync(OAuthFault.JwtMalformed, _rsa.Sign(Claims).Split('.')[0] + "." + _rsa.Sign(Claims).Split('.')[1] + ".");
    }

    [Fact]
    public async Task R119_The_public_key_is_never_the_key_of_an_HMAC()
    {
        _server.Answer("/jwks", _rsa.Set());
        var input = $"{TestKey.Text("""{"alg":"HS256","kid":"k1","typ":"token-introspection+jwt"}"""u8.ToArray())}.{TestKey.Text(Encoding.UTF8.GetBytes(Claims))}";

        await AssertFaultAsync(OAuthFault.JwtAlgorithm, $"{input}.{TestKey.Text(HMACSHA256.HashData(_rsa.PublicKeyInfo(), Encoding.UTF8.GetBytes(input)))}");
        Assert.Throws<ArgumentException>(() => new JwtIntrospectionOptions { SigningAlgorithm = "HS256" });
        Assert.Throws<ArgumentException>(() => new JwtIntrospectionOptions { SigningAlgorithm = "none" });
    }

    [Theory]
    [InlineData("""["exp"]""")]
    [InlineData("""["b64"]""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task R123_A_critical_parameter_is_refused(string crit) =>
        await AssertFaultAsync(OAuthFault.JwtCritical, _rsa.Sign(Claims, header: $$"""{"alg":"RS256","kid":"k1","typ":"token-introspection+jwt","crit":{{crit}},"b64":false}"""));

    [Fact]
    public async Task R124_No_key_is_taken_from_the_token_itself()
    {
        using var evil = TestKey.Create(keyId: "evil");
        _server.Answer("/jwks", _rsa.Set());
        var header = $$"""{"alg":"RS256","kid":"evil","typ":"token-introspection+jwt","jwk":{{evil.Jwk()}},"jku":"https://evil.example/jwks","x5u":"https://evil.example/x","x5c":["AA"]}""";

        await AssertFaultAsync(OAuthFault.JwtKey, evil.Sign(Claims, header: header));
        Assert.DoesNotContain(_server.Handler.Requests, request => request.Url.Host != "login.example.com");
        await AssertFaultAsync(OAuthFault.JwtSignature, evil.Sign(Claims, header: header.Replace("\"kid\":\"evil\",", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("at+jwt")]
    [InlineData("JWT")]
    [InlineData("logout+jwt")]
    [InlineData("application/at+jwt")]
    [InlineData("")]
    [InlineData(null)]
    public async Task R125_A_token_of_another_type_is_refused(string? type) =>
        await AssertFaultAsync(OAuthFault.JwtType, _rsa.Sign(Claims, type));

    [Theory]
    [InlineData("token-introspection+jwt")]
    [InlineData("TOKEN-Introspection+JWT")]
    [InlineData("application/token-introspection+jwt")]
    public async Task R125_Types_are_compared_as_media_types(string type)
    {
        _server.Answer("/jwks", _rsa.Set());

        (await VerifyAsync(_rsa.Sign(Claims, type), "RS256")).Dispose();
    }

    [Fact]
    public void R126_The_form_is_strict()
    {
        var good = _rsa.Sign(Claims);
        var parts = good.Split('.');
        string[] bad =
        [
            "", ".", "..", parts[0], $"{parts[0]}.{parts[1]}", good + ".AA", good + "..", good + "=", good + "\n", " " + good,
            good.Replace('.', '_'), $"{parts[0]}=.{parts[1]}.{parts[2]}", $"{parts[0]}.{parts[1][..5]} {parts[1][5..]}.{parts[2]}",
            $"{parts[0]}.{parts[1][..4]}\n{parts[1][4..]}.{parts[2]}", $"{parts[0]}.{parts[1]}+.{parts[2]}",
            _rsa.Sign("[]"), _rsa.Sign("\"x\""), _rsa.Sign(""), _rsa.Sign("{\"sub\":\"a\",\"sub\":\"b\"}"), _rsa.Sign("\uFEFF" + Claims),
            _rsa.Sign(Claims, header: "[]"), _rsa.Sign(Claims, header: """{"alg":"none","alg":"RS256","kid":"k1","typ":"token-introspection+jwt"}"""),
            _rsa.Sign(Claims, header: """{"alg":"RS256","kid":7,"typ":"token-introspection+jwt"}"""),
        ];
        _server.Answer("/jwks", _rsa.Set());

        Assert.All(bad, text => Assert.Equal(OAuthFault.JwtMalformed, Assert.Throws<OAuthException>(() => JwtPreCheck.Check(text, new JwtRules("token", "RS256", "token-introspection+jwt", true))).Code));
    }

    [Fact]
    public void R126_base64url_has_one_text_for_a_value()
    {
        Assert.Equal([0], StrictBase64Url.Decode("AA"));
        Assert.Equal([0, 0], StrictBase64Url.Decode("AAA"));
        Assert.Equal([255, 255, 255], StrictBase64Url.Decode("____"));
        Assert.Equal([], StrictBase64Url.Decode("")!);
        Assert.All((string[])["A", "AB", "AAB", "AA=", "AA==", "A A", "AA\n", "+A", "/A", "Aé", "AAAAA"], text => Assert.Null(StrictBase64Url.Decode(text)));
        foreach (var length in Enumerable.Range(0, 70))
        {
            var bytes = RandomNumberGenerator.GetBytes(length);
            Assert.Equal(bytes, StrictBase64Url.Decode(TestKey.Text(bytes)));
        }
    }

    [Fact]
    public async Task R127_Size_and_depth_are_limited()
    {
        await AssertFaultAsync(OAuthFault.JwtMalformed, _rsa.Sign($$"""{"x":"{{new string('x', 5_000_000)}}"}"""));
        await AssertFaultAsync(OAuthFault.JwtMalformed, _rsa.Sign($$"""{"x":{{new string('[', 1000)}}{{new string(']', 1000)}}}"""));
    }

    [Fact]
    public async Task R121_R122_A_signature_has_the_form_of_its_algorithm()
    {
        using var key = TestKey.Create("ES256");
        using var other = TestKey.Create("ES384");
        _server.Answer("/jwks", key.Set());
        var input = key.Sign(Claims)[..key.Sign(Claims).LastIndexOf('.')];

        await AssertFaultAsync(OAuthFault.JwtSignature, $"{input}.{TestKey.Text(key.SignInDer(Encoding.UTF8.GetBytes(input)))}", "ES256");
        await AssertFaultAsync(OAuthFault.JwtSignature, $"{input}.{TestKey.Text(new byte[64])}", "ES256");
        await AssertFaultAsync(OAuthFault.JwtSignature, $"{input}.{TestKey.Text(new byte[63])}", "ES256");
        await AssertFaultAsync(OAuthFault.JwtKey, other.Sign(Claims), "ES384");
    }

    private async Task<JsonDocument> VerifyAsync(string jwt, string algorithm, bool required = true) =>
        await JwtVerifier.VerifyAsync(jwt, new JwtRules("token", algorithm, required ? "token-introspection+jwt" : "JWT", required), _server.Server.Keys, Stop);

    private async Task AssertFaultAsync(string code, string jwt, string algorithm = "RS256", bool required = true)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => VerifyAsync(jwt, algorithm, required));
        Assert.Equal(code, e.Code);
        Assert.Null(e.InnerException);
    }
}
