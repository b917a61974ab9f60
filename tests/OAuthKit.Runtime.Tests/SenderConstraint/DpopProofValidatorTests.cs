using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>RFC 9449 section 4.3, check by check.</summary>
public sealed class DpopProofValidatorTests : IDisposable
{
    private readonly ProofRig _rig = new();

    public void Dispose() => _rig.Dispose();

    public static TheoryData<string> Published() => [.. Vectors.Read("dpop.json").GetProperty("proof").EnumerateArray().Select(vector => vector.Text("id"))];

    [Theory]
    [MemberData(nameof(Published))]
    public async Task R225_R226_R227_R229_The_proofs_of_RFC_9449_are_valid_at_their_time(string id)
    {
        var vector = Vectors.Find("dpop.json", "proof", id);
        var claims = vector.GetProperty("claims");
        _rig.Clock.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("iat").GetInt64() + 5));
        var ath = Vectors.Find("dpop.json", "ath", "dpop-ath");
        var isOfApi = claims.TryGetProperty("ath", out var hash);

        var proof = await _rig.ValidateAsync(new DpopProofRequest([vector.Text("jws")], claims.Text("htm"), new Uri(claims.Text("htu")))
        {
            AccessToken = isOfApi ? AccessToken.Parse(ath.Text("access_token")) : null,
            ExpectedThumbprint = Vectors.Find("jose.json", "thumbprint", "dpop-jkt").Text("expected"),
        });

        Assert.Equal(claims.Text("jti"), proof.Jti);
        Assert.Equal("ES256", proof.Algorithm);
        Assert.Equal(claims.GetProperty("iat").GetInt64(), proof.IssuedAt.ToUnixTimeSeconds());
        Assert.Equal(isOfApi ? ath.Text("expected") : null, isOfApi ? hash.GetString() : null);
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    public async Task R225_Each_asymmetric_algorithm_makes_proofs_and_its_key_is_named_by_its_thumbprint(string algorithm)
    {
        _rig.Key = TestKey.Create(algorithm);

        var proof = await _rig.ValidateAsync(_rig.Proof());

        Assert.Equal(algorithm, proof.Algorithm);
        Assert.Equal(SigningKey.FromPem(_rig.Key.PrivatePem(), new SigningKeyOptions { Algorithm = algorithm }).Thumbprint, proof.Thumbprint);
    }

    [Fact]
    public async Task Check_1_There_is_one_header_and_no_other()
    {
        Assert.Equal((OAuthFault.DpopProofHeader, null), await _rig.FaultAsync(_rig.Request()));
        Assert.Equal((OAuthFault.DpopProofHeader, null), await _rig.FaultAsync(_rig.Request(_rig.Proof(), _rig.Proof(("jti", "\"j-2\"")))));
        Assert.Equal((OAuthFault.DpopProofHeader, null), await _rig.FaultAsync(_rig.Request("")));
        Assert.Equal((OAuthFault.DpopProofHeader, null), await _rig.FaultAsync(_rig.Request([null])));
    }

    [Fact]
    public async Task Check_2_The_header_is_one_well_formed_JWT()
    {
        var good = _rig.Proof();
        var parts = good.Split('.');
        string[] bad =
        [
            "x", good + ".x", $"{good},{good}", $"{good}, {good}", good + "=", $" {good}", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}",
            $"{parts[0]}.{TestKey.Text("[]"u8.ToArray())}.{parts[2]}",
            $"{TestKey.Text("""{"typ":"dpop+jwt","typ":"dpop+jwt"}"""u8.ToArray())}.{parts[1]}.{parts[2]}",
            $"{parts[0]}.{TestKey.Text("""{"jti":"a","jti":"a"}"""u8.ToArray())}.{parts[2]}",
        ];

        foreach (var proof in bad)
        {
            Assert.Equal((OAuthFault.JwtMalformed, null), await _rig.FaultAsync(proof));
        }

        Assert.Equal((OAuthFault.JwtCritical, "crit"), await _rig.FaultAsync(_rig.ProofWith([("crit", "[\"x\"]")])));
    }

    [Theory]
    [InlineData("jti", null, OAuthFault.JwtClaim)]
    [InlineData("jti", "\"\"", OAuthFault.JwtClaim)]
    [InlineData("jti", "7", OAuthFault.JwtClaim)]
    [InlineData("htm", null, OAuthFault.JwtClaim)]
    [InlineData("htm", "null", OAuthFault.JwtClaim)]
    [InlineData("htu", null, OAuthFault.JwtClaim)]
    [InlineData("htu", "[\"https://api.example.com/orders/7\"]", OAuthFault.JwtClaim)]
    [InlineData("iat", null, OAuthFault.JwtTime)]
    [InlineData("iat", "\"1767225600\"", OAuthFault.JwtTime)]
    public async Task R226_Check_3_The_required_claims_are_there(string claim, string? json, string code) =>
        Assert.Equal((code, claim), await _rig.FaultAsync(_rig.Proof((claim, json))));

    [Theory]
    [InlineData("\"JWT\"")]
    [InlineData("\"at+jwt\"")]
    [InlineData("\"\"")]
    [InlineData("7")]
    [InlineData(null)]
    public async Task R225_Check_4_Another_JWT_of_the_key_is_no_proof(string? type) =>
        Assert.Equal((OAuthFault.JwtType, "typ"), await _rig.FaultAsync(_rig.ProofWith([("typ", type)])));

    [Theory]
    [InlineData("DPoP+JWT")]
    [InlineData("application/dpop+jwt")]
    public async Task R225_Check_4_The_type_is_compared_as_a_media_type(string type) =>
        Assert.Equal("j-1", (await _rig.ValidateAsync(_rig.ProofWith([("typ", $"\"{type}\"")]))).Jti);

    [Theory]
    [InlineData("\"none\"")]
    [InlineData("\"HS256\"")]
    [InlineData("\"es256\"")]
    [InlineData("\"EdDSA\"")]
    [InlineData("\"ES256K\"")]
    [InlineData("7")]
    [InlineData(null)]
    public async Task R225_Check_5_The_algorithm_is_an_asymmetric_one_that_is_known(string? algorithm) =>
        Assert.Equal((OAuthFault.JwtAlgorithm, "alg"), await _rig.FaultAsync(_rig.ProofWith([("alg", algorithm)])));

    [Fact]
    public async Task R225_Check_5_The_algorithm_is_one_of_those_that_are_taken()
    {
        var options = new DpopProofOptions { Algorithms = [JwsAlgorithms.PS256], TimeProvider = _rig.Clock };

        Assert.Equal((OAuthFault.JwtAlgorithm, "alg"), await _rig.FaultAsync(_rig.Proof(), options));
        _rig.Key = TestKey.Create("PS256");
        Assert.Equal("PS256", (await _rig.ValidateAsync(_rig.Proof(), options)).Algorithm);
    }

    [Fact]
    public async Task Check_6_The_signature_is_that_of_the_key_in_the_header()
    {
        using var other = TestKey.Create("ES256");
        var parts = _rig.Proof().Split('.');
        var more = _rig.Proof(("jti", "\"j-2\"")).Split('.');
        var signature = StrictBase64Url.Decode(parts[2])!;
        signature[^1] ^= 1;

        Assert.Equal((OAuthFault.JwtSignature, null), await _rig.FaultAsync($"{parts[0]}.{more[1]}.{parts[2]}"));
        Assert.Equal((OAuthFault.JwtSignature, null), await _rig.FaultAsync($"{parts[0]}.{parts[1]}.{TestKey.Text(signature)}"));
        Assert.Equal((OAuthFault.JwtSignature, null), await _rig.FaultAsync(_rig.ProofWith([("jwk", other.Jwk(more: ""))])));
    }

    [Theory]
    [InlineData("d")]
    [InlineData("p")]
    [InlineData("q")]
    [InlineData("dp")]
    [InlineData("dq")]
    [InlineData("qi")]
    [InlineData("oth")]
    [InlineData("k")]
    public async Task R225_Check_7_A_private_key_in_the_header_is_refused(string member) =>
        Assert.Equal((OAuthFault.DpopProofKey, "jwk"), await _rig.FaultAsync(_rig.ProofWith([("jwk", _rig.Key.Jwk($",\"{member}\":\"AQAB\""))])));

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("{}")]
    [InlineData("""{"kty":"oct"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs","y":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs"}""")]
    public async Task R225_The_header_holds_a_key(string? jwk) =>
        Assert.Equal((OAuthFault.DpopProofKey, "jwk"), await _rig.FaultAsync(_rig.ProofWith([("jwk", jwk)])));

    [Fact]
    public async Task R225_The_key_is_one_for_the_algorithm()
    {
        using var rsa = TestKey.Create();
        using var p384 = TestKey.Create("ES384");

        Assert.Equal((OAuthFault.DpopProofKey, "jwk"), await _rig.FaultAsync(_rig.ProofWith([("jwk", rsa.Jwk(more: ""))])));
        Assert.Equal((OAuthFault.DpopProofKey, "jwk"), await _rig.FaultAsync(_rig.ProofWith([("jwk", p384.Jwk(more: ""))])));
        Assert.Equal((OAuthFault.DpopProofKey, "jwk"), await _rig.FaultAsync(_rig.ProofWith([("jwk", _rig.Key.Jwk(",\"use\":\"enc\""))])));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("post")]
    [InlineData("POST ")]
    public async Task R228_Check_8_The_method_is_that_of_the_request(string method) =>
        Assert.Equal((OAuthFault.DpopProofTarget, "htm"), await _rig.FaultAsync(_rig.Proof(("htm", $"\"{method}\""))));

    [Theory]
    [InlineData("https://api.example.com/orders/8")]
    [InlineData("https://api.example.com/Orders/7")]
    [InlineData("https://api.example.com/orders/7/")]
    [InlineData("https://api.example.com/orders%2F7")]
    [InlineData("http://api.example.com/orders/7")]
    [InlineData("https://api.example.com:8443/orders/7")]
    [InlineData("https://evil.example/orders/7")]
    [InlineData("https://jane@api.example.com/orders/7")]
    [InlineData("/orders/7")]
    [InlineData("orders")]
    public async Task R227_Check_9_The_url_is_that_of_the_request(string htu) =>
        Assert.Equal((OAuthFault.DpopProofTarget, "htu"), await _rig.FaultAsync(_rig.Proof(("htu", $"\"{htu}\""))));

    [Theory]
    [InlineData("https://rs/resource?foo#bar", "https://rs/resource")]
    [InlineData("https://rs/resource", "https://rs/resource?foo#bar")]
    [InlineData("https://rs.example:443/a", "https://rs.example/a")]
    [InlineData("HTTPS://RS.Example/a", "https://rs.example/a")]
    [InlineData("https://rs.example", "https://rs.example/")]
    [InlineData("https://rs.example/x/../a/./b", "https://rs.example/a/b")]
    [InlineData("https://rs.example/%7Ejane/%41", "https://rs.example/~jane/A")]
    [InlineData("https://rs.example/a%2fb", "https://rs.example/a%2Fb")]
    [InlineData("https://rs.example/caf%c3%a9", "https://rs.example/café")]
    [InlineData("https://[::1]:8443/a", "https://[0:0:0:0:0:0:0:1]:8443/a")]
    [InlineData("https://bücher.example/a", "https://xn--bcher-kva.example/a")]
    public async Task R227_Check_9_Urls_are_compared_in_their_normal_form_without_query_and_fragment(string url, string htu)
    {
        Assert.Equal("j-1", (await _rig.ValidateAsync(Request(url, htu))).Jti);
        Assert.Equal("j-1", (await _rig.ValidateAsync(Request(htu, url))).Jti);

        DpopProofRequest Request(string url, string htu) =>
            new([_rig.Proof(("htu", $"\"{htu}\""))], ProofRig.Method, new Uri(url)) { AccessToken = ProofRig.Token, ExpectedThumbprint = _rig.Thumbprint };
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"\"")]
    [InlineData("\"n-1\"")]
    [InlineData("\"N-0\"")]
    public async Task R231_Check_10_The_nonce_is_the_one_that_was_given(string? json)
    {
        Assert.Equal((OAuthFault.DpopProofNonce, "nonce"), await _rig.FaultAsync(Request(_rig.Proof(("nonce", json)))));
        Assert.Equal("j-1", (await _rig.ValidateAsync(Request(_rig.Proof(("nonce", "\"n-0\""))))).Jti);

        DpopProofRequest Request(string proof) => new([proof], ProofRig.Method, ProofRig.Url) { AccessToken = ProofRig.Token, ExpectedThumbprint = _rig.Thumbprint, Nonce = "n-0" };
    }

    [Fact]
    public async Task R231_Check_10_Several_nonces_can_be_good_at_one_time()
    {
        var options = new DpopProofOptions { TimeProvider = _rig.Clock, AcceptNonce = (nonce, _) => new(nonce is "n-1" or "n-2") };

        Assert.Equal("j-1", (await _rig.ValidateAsync(_rig.Proof(("nonce", "\"n-1\"")), options)).Jti);
        Assert.Equal("j-1", (await _rig.ValidateAsync(_rig.Proof(("nonce", "\"n-2\"")), options)).Jti);
        Assert.Equal((OAuthFault.DpopProofNonce, "nonce"), await _rig.FaultAsync(_rig.Proof(("nonce", "\"n-3\"")), options));
        Assert.Equal((OAuthFault.DpopProofNonce, "nonce"), await _rig.FaultAsync(_rig.Proof(), options));
    }

    [Theory]
    [InlineData(-119, true)]
    [InlineData(-120, false)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    [InlineData(253_402_300_799 - 1_767_225_600, false)]
    public async Task R241_Check_11_The_proof_was_made_just_now(long seconds, bool isTaken)
    {
        var proof = _rig.Proof(("iat", $"{_rig.Now + seconds}"));

        if (isTaken)
        {
            Assert.Equal(_rig.Now + seconds, (await _rig.ValidateAsync(proof)).IssuedAt.ToUnixTimeSeconds());
        }
        else
        {
            Assert.Equal((OAuthFault.JwtTime, "iat"), await _rig.FaultAsync(proof));
        }
    }

    [Fact]
    public async Task R241_Check_11_How_old_a_proof_may_be_is_an_option()
    {
        var options = new DpopProofOptions { TimeProvider = _rig.Clock, Lifetime = TimeSpan.FromSeconds(10), ClockSkew = TimeSpan.Zero };

        Assert.Equal("j-1", (await _rig.ValidateAsync(_rig.Proof(("iat", $"{_rig.Now - 9}")), options)).Jti);
        Assert.Equal((OAuthFault.JwtTime, "iat"), await _rig.FaultAsync(_rig.Proof(("iat", $"{_rig.Now - 10}")), options));
        Assert.Equal((OAuthFault.JwtTime, "iat"), await _rig.FaultAsync(_rig.Proof(("iat", $"{_rig.Now + 1}")), options));
        Assert.Equal((OAuthFault.JwtTime, "exp"), await _rig.FaultAsync(_rig.Proof(("exp", $"{_rig.Now}")), options));
        Assert.Equal((OAuthFault.JwtTime, "nbf"), await _rig.FaultAsync(_rig.Proof(("nbf", $"{_rig.Now + 1}")), options));
    }

    [Theory]
    [InlineData(null, OAuthFault.DpopProofTokenHash)]
    [InlineData("\"\"", OAuthFault.DpopProofTokenHash)]
    [InlineData("\"fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo\"", OAuthFault.DpopProofTokenHash)]
    [InlineData("7", OAuthFault.JwtClaim)]
    public async Task R229_Check_12a_The_hash_is_that_of_the_access_token(string? json, string code) =>
        Assert.Equal((code, "ath"), await _rig.FaultAsync(_rig.Proof(("ath", json))));

    [Fact]
    public async Task R229_Check_12a_Without_an_access_token_there_is_no_hash() =>
        Assert.Equal("j-1", (await _rig.ValidateAsync(new DpopProofRequest([_rig.Proof(("ath", null))], ProofRig.Method, ProofRig.Url))).Jti);

    [Fact]
    public async Task Check_12b_The_key_is_the_one_that_the_access_token_is_bound_to()
    {
        using var other = TestKey.Create("ES256");

        Assert.Equal((OAuthFault.DpopKeyMismatch, "jkt"), await _rig.FaultAsync(With(ProofRig.ThumbprintOf(other), ProofRig.Token)));
        Assert.Equal((OAuthFault.DpopKeyMismatch, "jkt"), await _rig.FaultAsync(With(ProofRig.ThumbprintOf(other), null)));
        Assert.Equal(_rig.Thumbprint, (await _rig.ValidateAsync(With(null, ProofRig.Token))).Thumbprint);

        DpopProofRequest With(string? thumbprint, AccessToken? token) =>
            new([_rig.Proof()], ProofRig.Method, ProofRig.Url) { AccessToken = token, ExpectedThumbprint = thumbprint };
    }

    [Fact]
    public async Task A_proof_is_taken_once_as_long_as_it_could_be_taken()
    {
        var validator = _rig.Validator();
        var proof = _rig.Proof(("iat", $"{_rig.Now + 60}"));

        await validator.ValidateAsync(_rig.Request(proof), TestContext.Current.CancellationToken);
        for (var second = 0; second < 179; second++)
        {
            Assert.Equal((OAuthFault.DpopProofReplayed, "jti"), await FaultAsync(validator, _rig.Request(proof)));
            _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((OAuthFault.JwtTime, "iat"), await FaultAsync(validator, _rig.Request(proof)));
    }

    [Fact]
    public async Task A_proof_that_does_not_hold_uses_up_none_that_does()
    {
        var validator = _rig.Validator();
        var wrong = new DpopProofRequest([_rig.Proof()], ProofRig.Method, ProofRig.Url) { AccessToken = ProofRig.Token, ExpectedThumbprint = "x" };
        await Assert.ThrowsAsync<OAuthException>(() => validator.ValidateAsync(wrong, TestContext.Current.CancellationToken));

        Assert.Equal("j-1", (await validator.ValidateAsync(_rig.Request(_rig.Proof()), TestContext.Current.CancellationToken)).Jti);
    }

    [Fact]
    public async Task The_identifiers_of_one_key_are_not_those_of_another()
    {
        var validator = _rig.Validator();
        await validator.ValidateAsync(_rig.Request(_rig.Proof()), TestContext.Current.CancellationToken);
        _rig.Key = TestKey.Create("ES256");

        Assert.Equal("j-1", (await validator.ValidateAsync(_rig.Request(_rig.Proof()), TestContext.Current.CancellationToken)).Jti);
    }

    [Fact]
    public async Task A_store_that_nodes_share_holds_nothing_of_the_proof()
    {
        var store = new SharedStore();
        var options = new DpopProofOptions { ReplayStore = store, TimeProvider = _rig.Clock };

        await _rig.ValidateAsync(_rig.Proof(), options);

        Assert.Equal((OAuthFault.DpopProofReplayed, "jti"), await _rig.FaultAsync(_rig.Proof(), options));
        Assert.Equal(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(_rig.Thumbprint + "j-1"))), store.Identifier);
        Assert.Equal(_rig.Now + 120, store.Until.ToUnixTimeSeconds());
    }

    [Fact]
    public void What_could_take_no_proof_or_any_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new DpopProofValidator(new() { Algorithms = [] }));
        Assert.Throws<ArgumentException>(() => new DpopProofOptions { Algorithms = ["none"] });
        Assert.Throws<ArgumentException>(() => new DpopProofOptions { Algorithms = ["HS256"] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DpopProofOptions { Lifetime = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DpopProofOptions { Lifetime = TimeSpan.FromSeconds(301) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DpopProofOptions { ClockSkew = TimeSpan.FromSeconds(61) });
        Assert.Throws<ArgumentException>(() => new DpopProofRequest([], "", ProofRig.Url));
        Assert.Throws<ArgumentException>(() => new DpopProofRequest([], "GET", new Uri("/orders", UriKind.Relative)));
    }

    private static async Task<(string Code, string? Claim)> FaultAsync(DpopProofValidator validator, DpopProofRequest request)
    {
        var e = await Assert.ThrowsAsync<OAuthException>(() => validator.ValidateAsync(request, TestContext.Current.CancellationToken));
        return (e.Code, e.ClaimName);
    }

    private sealed class SharedStore : JwtReplayStore
    {
        public string? Identifier { get; private set; }

        public DateTimeOffset Until { get; private set; }

        public override Task<bool> TryAddAsync(string identifier, DateTimeOffset until, CancellationToken cancellationToken)
        {
            var isNew = Identifier != identifier;
            (Identifier, Until) = (identifier, until);
            return Task.FromResult(isNew);
        }
    }
}
