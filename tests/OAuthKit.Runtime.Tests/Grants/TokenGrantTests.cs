namespace OAuthKit;

public sealed class TokenGrantTests
{
    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>One grant of each kind, with resources.</summary>
    public static TheoryData<string> Kinds() => [.. Grants(["urn:a", "urn:b"]).Keys];

    [Theory]
    [InlineData("a b", "a b")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public async Task S031_Client_credentials_sends_grant_type_and_scope_and_asks_for_json(string? scope, string? sentScope)
    {
        using var client = _server.Client();

        await client.RequestTokenAsync(new ClientCredentialsGrant { Scope = scope }, Stop);

        Assert.Equal("client_credentials", Assert.Single(_server.LastTokenRequest.Form["grant_type"]));
        Assert.Equal(sentScope, _server.LastTokenRequest.Form["scope"].SingleOrDefault());
        Assert.Equal("application/json", _server.LastTokenRequest.Headers["Accept"]);
    }

    [Fact]
    public void S032_A_scope_that_breaks_the_grammar_is_an_argument_error() =>
        Assert.Throws<ArgumentException>(() => new ClientCredentialsGrant { Scope = "a\tb" });

    [Fact]
    public async Task S033_An_error_with_status_200_is_an_error()
    {
        _server.Token = _ => StubHandler.Json("""{"error":"invalid_scope","error_description":"d","error_uri":"https://u.example"}""");
        using var client = _server.Client();

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(("invalid_scope", "d", "https://u.example"), (e.Error, e.ErrorDescription, e.ErrorUri));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"error_description":"d"}""")]
    public async Task S047_A_failure_without_error_is_a_typed_fault_and_one_request(string body)
    {
        _server.Token = _ => StubHandler.Json(body, System.Net.HttpStatusCode.InternalServerError);
        using var client = _server.Client();

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.TokenResponseStatus, e.Code);
        Assert.Equal(1, _server.TokenRequests);
    }

    [Fact]
    public async Task S048_A_success_without_access_token_is_a_typed_fault()
    {
        _server.Token = _ => StubHandler.Json("""{"token_type":"Bearer"}""");
        using var client = _server.Client();

        Assert.Equal(OAuthFault.TokenResponseAccessToken, (await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop))).Code);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task R276_Every_grant_sends_its_resources_each_by_itself(string kind)
    {
        _server.Answer = _ => StubHandler.Json("""{"access_token":"c4narY","token_type":"Bearer","issued_token_type":"urn:x"}""");
        using var client = _server.Client();

        await client.RequestTokenAsync(Grants(["urn:a", "urn:b"])[kind], Stop);

        Assert.Equal(["urn:a", "urn:b"], _server.LastTokenRequest.Form["resource"]);
    }

    [Fact]
    public void R276_A_resource_with_a_fragment_is_an_argument_error() =>
        Assert.Throws<ArgumentException>(() => Grants(["https://api#x"]));

    [Fact]
    public async Task R277_An_invalid_target_is_surfaced()
    {
        _server.Token = _ => StubHandler.Json("""{"error":"invalid_target"}""", System.Net.HttpStatusCode.BadRequest);
        using var client = _server.Client();

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(new ClientCredentialsGrant { Resource = ["urn:nowhere"] }, Stop));

        Assert.Equal("invalid_target", e.Error);
    }

    [Fact]
    public async Task R278_Tokens_for_different_resources_are_kept_apart()
    {
        using var client = _server.Client();
        var one = new TokenPolicy(client, new ClientCredentialsGrant { Resource = ["urn:a"] });
        var other = new TokenPolicy(client, new ClientCredentialsGrant { Resource = ["urn:b"] });

        var first = await client.Tokens.GetTokenAsync(one, Stop);
        var second = await client.Tokens.GetTokenAsync(other, Stop);

        Assert.NotEqual(first.AccessToken, second.AccessToken);
        Assert.Same(first, await client.Tokens.GetTokenAsync(one, Stop));
        Assert.Same(second, await client.Tokens.GetTokenAsync(other, Stop));
    }

    [Fact]
    public async Task R278_Tokens_of_different_subjects_are_kept_apart()
    {
        _server.Answer = request => StubHandler.Json($$"""{"access_token":"of-{{request.Form["subject_token"].Single()}}","token_type":"Bearer","expires_in":600,"issued_token_type":"urn:x"}""");
        using var client = _server.Client();

        foreach (var subject in (string[])["alice-c4narY", "bob-c4narY", "alice-c4narY"])
        {
            var policy = new TokenPolicy(client, new TokenExchangeGrant(AccessToken.Parse(subject)));

            Assert.Equal("of-" + subject, (await client.Tokens.GetTokenAsync(policy, Stop)).AccessToken.Reveal());
        }

        Assert.Equal(2, _server.TokenRequests);
    }

    [Fact]
    public async Task A_parameter_that_the_grant_sets_can_not_be_set_twice()
    {
        using var client = _server.Client();
        var grant = new AuthorizationCodeGrant(AuthorizationCode.Parse("c4narY")) { Parameters = new Dictionary<string, string> { ["code"] = "other" } };

        await Assert.ThrowsAsync<ArgumentException>(() => client.RequestTokenAsync(grant, Stop));

        Assert.Equal(0, _server.TokenRequests);
    }

    [Fact]
    public async Task A_users_own_grant_can_be_one_that_is_used_once()
    {
        using var client = _server.Client();

        await client.RequestTokenAsync(new VoucherGrant(), Stop);

        Assert.Equal("v-1", Assert.Single(_server.LastTokenRequest.Form["voucher"]));
        Assert.Throws<ArgumentException>(() => new TokenPolicy(client, new VoucherGrant()));
    }

    [Fact]
    public void R314_Its_text_holds_the_grant_type_and_the_scope() =>
        Assert.Equal("authorization_code, scope \"a\"", new AuthorizationCodeGrant(AuthorizationCode.Parse("c4narY")) { Scope = "a" }.ToString());

    private static Dictionary<string, TokenGrant> Grants(string[] resource) => new()
    {
        ["client_credentials"] = new ClientCredentialsGrant { Resource = resource },
        ["code"] = new AuthorizationCodeGrant(AuthorizationCode.Parse("c4narY")) { Resource = resource },
        ["refresh"] = new RefreshTokenGrant(RefreshToken.Parse("c4narY")) { Resource = resource },
        ["exchange"] = new TokenExchangeGrant(AccessToken.Parse("c4narY")) { Resource = resource },
        ["jwt"] = new JwtBearerGrant(Assertion.Parse(The.Jwt)) { Resource = resource },
        ["saml"] = new Saml2BearerGrant(The.Saml) { Resource = resource },
        ["password"] = new ResourceOwnerPasswordGrant("a", UserPassword.Parse("c4narY")) { Resource = resource },
    };

    private sealed class VoucherGrant : TokenGrant
    {
        public override string GrantType => "urn:acme:voucher";

        public override bool IsSingleUse => true;

        protected override void AddParameters(FormParameters form) => form.Add("voucher", "v-1");
    }
}
