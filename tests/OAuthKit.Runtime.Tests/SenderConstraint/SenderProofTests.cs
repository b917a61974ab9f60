namespace OAuthKit;

/// <summary>What is bound to a certificate or key is good together with that only (RFC 8705 section 3, RFC 9449 section 7.1).</summary>
public sealed class SenderProofTests : IDisposable
{
    private const string Audience = "https://api.example.com";
    private const string Key = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    private static readonly System.Security.Cryptography.X509Certificates.X509Certificate2 _certificate = Pki.SelfSigned("phone");
    private static readonly string _thumbprint = TlsIdentity.ThumbprintOf(_certificate);

    private readonly LoginServer _login = new();
    private readonly EndpointServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AccessToken Token => AccessToken.Parse(The.Token(1));

    public void Dispose()
    {
        _login.Dispose();
        _server.Dispose();
    }

    public static TheoryData<string, string?, string?, string?> Cases() => new()
    {
        // cnf, certificate, key, code of the fault
        { "", null, null, null },
        { "", "mine", null, null },
        { "", null, Key, OAuthFault.SenderProofMismatch },
        { "x5t", null, null, OAuthFault.SenderProofMissing },
        { "x5t", "mine", null, null },
        { "x5t", "another", null, OAuthFault.SenderProofMismatch },
        { "x5t", null, Key, OAuthFault.SenderProofMissing },
        { "x5t", "mine", Key, OAuthFault.SenderProofMismatch },
        { "jkt", null, null, OAuthFault.SenderProofMissing },
        { "jkt", null, Key, null },
        { "jkt", null, Key + "x", OAuthFault.SenderProofMismatch },
        { "jkt", "mine", null, OAuthFault.SenderProofMissing },
        { "both", "mine", Key, null },
        { "both", null, Key, OAuthFault.SenderProofMissing },
        { "both", "mine", null, OAuthFault.SenderProofMissing },
        { "both", "another", Key, OAuthFault.SenderProofMismatch },
        { "unknown", "mine", null, OAuthFault.SenderProofMissing },
        { "unknown and x5t", "mine", null, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task R246_A_JWT_access_token_goes_with_what_it_is_bound_to(string cnf, string? certificate, string? key, string? code)
    {
        var proof = Proof(certificate, key);

        Assert.Equal(code, await CodeAsync(() => ValidateAsync(cnf, proof)));
        Assert.Null(await CodeAsync(() => ValidateAsync(cnf, SenderProof.CheckedElsewhere)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task R246_So_does_a_token_that_the_server_is_asked_about_also_where_its_answer_is_kept(string cnf, string? certificate, string? key, string? code)
    {
        var proof = Proof(certificate, key);
        _server.Answer("/introspect", Introspected(cnf));
        var client = _server.Client();
        var cache = new IntrospectionCache(client);

        Assert.Equal(code, await CodeAsync(() => client.IntrospectAsync(Token, new IntrospectionOptions { Proof = proof }, Stop)));
        Assert.Equal(code, await CodeAsync(() => cache.GetAsync(Token, proof, Stop)));
        Assert.Equal(code, await CodeAsync(() => cache.GetAsync(Token, proof, Stop)));
        Assert.Null(await CodeAsync(() => cache.GetAsync(Token, SenderProof.CheckedElsewhere, Stop)));
        Assert.Null(await CodeAsync(() => client.IntrospectAsync(RefreshToken.Parse(The.Canary), cancellationToken: Stop)));
        Assert.Equal(3, _server.RequestsTo("/introspect").Length);
    }

    [Fact]
    public async Task R246_Whoever_says_nothing_of_a_proof_has_bound_tokens_refused()
    {
        _server.Answer("/introspect", Introspected("x5t"));
        var client = _server.Client();
        var validator = new JwtAccessTokenValidator(_login.Server.Server, Audience);

        Assert.Equal(OAuthFault.SenderProofMissing, await CodeAsync(() => validator.ValidateAsync(Jwt("jkt"), Stop)));
        Assert.Equal(OAuthFault.SenderProofMissing, await CodeAsync(() => client.IntrospectAsync(Token, cancellationToken: Stop)));
        Assert.Equal(OAuthFault.SenderProofMissing, await CodeAsync(() => new IntrospectionCache(client).GetAsync(Token, Stop)));
        var lenient = new IntrospectionCacheOptions { Introspection = new IntrospectionOptions { Proof = SenderProof.CheckedElsewhere } };
        Assert.Null(await CodeAsync(() => new IntrospectionCache(client, lenient).GetAsync(Token, Stop)));
    }

    [Fact]
    public async Task What_a_token_is_bound_to_is_there_to_be_read()
    {
        _server.Answer("/introspect", Introspected("both"));

        var token = await ValidateAsync("both", SenderProof.CheckedElsewhere);
        var answer = await _server.Client().IntrospectAsync(Token, new IntrospectionOptions { Proof = SenderProof.CheckedElsewhere }, Stop);
        var unbound = await ValidateAsync("", SenderProof.None);

        Assert.Equal((_thumbprint, Key), (token.CertificateThumbprint, token.KeyThumbprint));
        Assert.Equal((_thumbprint, Key), (answer.CertificateThumbprint, answer.KeyThumbprint));
        Assert.Equal(Key, token.Confirmation?.GetProperty("jkt").GetString());
        Assert.Equal((null, null, null), (unbound.Confirmation, unbound.CertificateThumbprint, unbound.KeyThumbprint));
    }

    [Fact]
    public async Task An_inactive_token_is_inactive_whatever_was_proved()
    {
        _server.Answer("/introspect", """{"active":false}""");

        Assert.False((await _server.Client().IntrospectAsync(Token, new IntrospectionOptions { Proof = SenderProof.Of(null, Key) }, Stop)).IsActive);
    }

    [Theory]
    [InlineData("""{"x5t#S256":7}""")]
    [InlineData("""{"x5t#S256":""}""")]
    [InlineData("""{"x5t#S256":null}""")]
    [InlineData("""{"jkt":[]}""")]
    [InlineData("[]")]
    public async Task A_binding_that_cannot_be_read_does_not_pass_for_none(string cnf)
    {
        _server.Answer("/introspect", $$"""{"active":true,"cnf":{{cnf}}}""");
        var validator = new JwtAccessTokenValidator(_login.Server.Server, Audience);

        Assert.Equal(OAuthFault.JwtClaim, await CodeAsync(() => validator.ValidateAsync(Sign(cnf), SenderProof.CheckedElsewhere, Stop)));
        Assert.Equal(OAuthFault.IntrospectionMember, await CodeAsync(() => _server.Client().IntrospectAsync(Token, new IntrospectionOptions { Proof = SenderProof.CheckedElsewhere }, Stop)));
    }

    private static SenderProof Proof(string? certificate, string? key)
    {
        using var another = Pki.SelfSigned("phone");
        return SenderProof.Of(certificate switch { "mine" => _certificate, "another" => another, _ => null }, key);
    }

    private static string? Cnf(string kind) => kind switch
    {
        "x5t" => $$"""{"x5t#S256":"{{_thumbprint}}"}""",
        "jkt" => $$"""{"jkt":"{{Key}}"}""",
        "both" => $$"""{"x5t#S256":"{{_thumbprint}}","jkt":"{{Key}}"}""",
        "unknown" => """{"kid":"k1"}""",
        "unknown and x5t" => $$"""{"kid":"k1","x5t#S256":"{{_thumbprint}}"}""",
        _ => null,
    };

    private static string Introspected(string kind) => Cnf(kind) is { } cnf ? $$"""{"active":true,"cnf":{{cnf}}}""" : """{"active":true}""";

    private static async Task<string?> CodeAsync(Func<Task> check)
    {
        try
        {
            await check();
            return null;
        }
        catch (OAuthException e)
        {
            Assert.False(CanaryWatch.Holds(e.ToString()));
            return e.Code;
        }
    }

    private Task<JwtAccessToken> ValidateAsync(string kind, SenderProof proof) =>
        new JwtAccessTokenValidator(_login.Server.Server, Audience).ValidateAsync(Jwt(kind), proof, Stop);

    private AccessToken Jwt(string kind) => Sign(Cnf(kind));

    private AccessToken Sign(string? cnf)
    {
        var claims = System.Text.Json.Nodes.JsonNode.Parse(_login.Claims(("nonce", null), ("aud", $"\"{Audience}\""), ("sub", "\"jane\""), ("client_id", "\"shop\""), ("jti", "\"j\"")))!.AsObject();
        if (cnf is not null)
        {
            claims["cnf"] = System.Text.Json.Nodes.JsonNode.Parse(cnf);
        }

        return AccessToken.Parse(_login.Key.Sign(claims.ToJsonString(), "at+jwt"));
    }
}
