namespace OAuthKit;

/// <summary>What FAPI 2.0 makes of an authorization, and what it refuses of it.</summary>
public sealed class Fapi2FlowTests : IDisposable
{
    private readonly FapiRig _rig = new();
    private readonly FapiRig _signing = new(SecurityProfile.Fapi2MessageSigning);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _rig.Dispose();
        _signing.Dispose();
    }

    [Fact]
    public async Task R042_R261_A_request_is_pushed_with_PKCE_a_proof_and_an_assertion_and_the_browser_carries_the_reference()
    {
        var start = await _rig.StartAsync();

        var sent = Assert.Single(_rig.Rig.Server.RequestsTo("/par"));
        Assert.Equal("S256", Assert.Single(sent.Form["code_challenge_method"]));
        Assert.Equal("code", Assert.Single(sent.Form["response_type"]));
        Assert.Equal(sent.ProofKey, Assert.Single(sent.Form["dpop_jkt"]));
        Assert.Equal(The.Issuer, sent.ClientAssertion.Text("aud"));
        Assert.Equal(["client_id", "request_uri"], AuthorizationRig.Query(start.Url).Select(parameter => parameter.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_code_is_exchanged_for_bound_tokens()
    {
        var start = await _rig.StartAsync();

        var tokens = await _rig.Client.CompleteAuthorizationAsync(start.Transaction, AuthorizationRig.Answer(start.Transaction, $"&iss={The.Issuer}"), Stop);

        Assert.Equal("DPoP", tokens.TokenType);
        Assert.Equal(_rig.Rig.Server.LastTo("/par").ProofKey, _rig.Rig.Server.LastTo("/token").ProofKey);
    }

    [Fact]
    public async Task R091_A_token_that_is_bound_to_nothing_is_refused()
    {
        _rig.Rig.Tokens = () => The.TokenJson();

        var e = await Assert.ThrowsAsync<OAuthException>(() => _rig.Client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.TokenTypeDowngrade, e.Code);
    }

    [Fact]
    public async Task R063_A_response_says_which_server_it_is_of_whatever_the_metadata_say()
    {
        var start = await _rig.StartAsync();

        Assert.False(start.Transaction.RequiresIssuer);
        await _rig.Rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseIssuer, start.Transaction, AuthorizationRig.Answer(start.Transaction), _rig.Client);
    }

    [Fact]
    public async Task A_server_that_takes_no_pushed_requests_is_refused()
    {
        _rig.Rig.Metadata.Remove("pushed_authorization_request_endpoint");

        var e = await Assert.ThrowsAsync<OAuthException>(() => _rig.StartAsync());

        Assert.Equal(OAuthFault.SecurityProfileUnsupported, e.Code);
        Assert.Equal("/.well-known/openid-configuration", Assert.Single(_rig.Rig.Server.Handler.Requests).Url.AbsolutePath);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    public async Task A_server_that_binds_no_tokens_to_certificates_is_refused_by_a_client_that_has_nothing_else(string? flag)
    {
        _rig.Rig.Metadata.Remove("tls_client_certificate_bound_access_tokens");
        if (flag is not null)
        {
            _rig.Rig.Metadata["tls_client_certificate_bound_access_tokens"] = flag;
        }

        // A handler can't show a certificate: this client is never heard of by the server.
        var certificate = ClientCertificate.From(Pki.Issue("fapi"));
        using var client = new OAuthClient(_rig.Rig.Server.Server, ClientAuthentication.TlsClientAuth(The.ClientId, certificate), new BackchannelOptions { TimeProvider = _rig.Rig.Server.Clock }) { Profile = SecurityProfile.Fapi2SecurityProfile };

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.SecurityProfileUnsupported, e.Code);
        Assert.Single(_rig.Rig.Server.Handler.Requests);
    }

    [Theory]
    [InlineData(ResponseTypes.CodeIdToken)]
    [InlineData(ResponseTypes.IdToken)]
    public async Task The_response_type_is_code(string type) =>
        await AssertNotStartedAsync(_rig, new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid", ResponseType = type }, $"doesn't allow the response type \"{type}\"");

    [Fact]
    public async Task R255_A_request_object_is_not_signed_by_another_algorithm()
    {
        using var key = SigningKey.Generate(JwsAlgorithms.RS256);

        await AssertNotStartedAsync(_rig, new() { RedirectUri = AuthorizationRig.Callback, RequestObject = new RequestObjectOptions(key) }, "doesn't allow request objects that are signed by RS256");
    }

    [Fact]
    public async Task A_request_object_is_not_published() =>
        await AssertNotStartedAsync(_rig, new() { RedirectUri = AuthorizationRig.Callback, RequestObject = new RequestObjectOptions(_rig.Key) { Publish = (_, _) => throw new InvalidOperationException("It was published.") } }, "a request object isn't published");

    [Fact]
    public async Task The_password_grant_is_refused() =>
        await AssertNotRequestedAsync(new ResourceOwnerPasswordGrant("alice", UserPassword.Parse(The.Canary)), "doesn't allow the password grant");

    [Fact]
    public async Task R042_A_code_without_a_verifier_is_refused() =>
        await AssertNotRequestedAsync(new AuthorizationCodeGrant(AuthorizationCode.Parse(The.Canary)) { RedirectUri = AuthorizationRig.Callback }, "with the verifier of its request only");

    [Fact]
    public async Task R031_An_assertion_is_not_signed_by_another_algorithm()
    {
        using var key = SigningKey.Generate(JwsAlgorithms.RS256);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => _rig.Client.RequestTokenAsync(new JwtBearerGrant(new JwtBearerAssertion(key, "app", "alice")), Stop));

        Assert.Contains("an assertion that is signed by RS256", e.Message, StringComparison.Ordinal);
        Assert.Empty(_rig.Rig.Server.RequestsTo("/token"));
    }

    [Fact]
    public async Task R031_A_key_that_is_exchanged_for_one_of_another_algorithm_signs_nothing()
    {
        var signer = new ExchangedSigner(_rig.Key);
        var client = _rig.Create(new PrivateKeyJwt(The.ClientId, signer));
        await client.RequestTokenAsync(The.Grant, Stop);
        using var next = SigningKey.Generate(JwsAlgorithms.ES384);
        signer.Next = next;

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Contains("a client assertion that is signed by ES384", e.Message, StringComparison.Ordinal);
        Assert.Single(_rig.Rig.Server.RequestsTo("/token"));
    }

    [Fact]
    public async Task R251_R264_R270_Signed_messages_are_a_pushed_request_object_and_a_signed_response()
    {
        var start = await _signing.StartAsync();
        var sent = Assert.Single(_signing.Rig.Server.RequestsTo("/par"));
        var request = new DecodedJwt(Assert.Single(sent.Form["request"]));
        var tokens = await _signing.Client.CompleteAuthorizationAsync(start.Transaction, _signing.Signed(start.Transaction), Stop);

        Assert.True(request.IsSignedBy(_signing.Key.ExportPublicJwk()));
        Assert.Equal("oauth-authz-req+jwt", request.Header.GetProperty("typ").GetString());
        Assert.Equal("jwt", request.Text("response_mode"));
        Assert.Equal(The.Issuer, request.Text("aud"));
        Assert.InRange(request.Number("exp") - request.Number("nbf"), 1, 3600);
        Assert.Equal(sent.ProofKey, request.Text("dpop_jkt"));
        Assert.Equal(["client_assertion", "client_assertion_type", "client_id", "request"], sent.Form.Select(parameter => parameter.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["client_id", "request_uri"], AuthorizationRig.Query(start.Url).Select(parameter => parameter.Key).Order(StringComparer.Ordinal));
        Assert.Equal("DPoP", tokens.TokenType);
    }

    [Fact]
    public async Task R270_A_plain_response_is_refused_where_messages_are_signed()
    {
        var start = await _signing.StartAsync();

        await _signing.Rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseMode, start.Transaction, AuthorizationRig.Answer(start.Transaction, $"&iss={The.Issuer}"), _signing.Client);
    }

    [Fact]
    public async Task A_response_that_is_signed_by_another_algorithm_is_refused()
    {
        var start = await _signing.StartAsync();

        await _signing.Rig.AssertRefusedAsync(OAuthFault.JwtAlgorithm, start.Transaction, _signing.Signed(start.Transaction, _signing.Rig.Key), _signing.Client);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("form_post")]
    [InlineData("form_post.jwt")]
    public async Task The_response_mode_is_jwt_where_messages_are_signed(string mode) =>
        await AssertNotStartedAsync(_signing, new() { RedirectUri = AuthorizationRig.Callback, ResponseMode = mode }, $"doesn't allow the response mode \"{mode}\"");

    [Fact]
    public async Task A_request_is_signed_by_a_key_of_its_own_where_one_is_given()
    {
        using var key = SigningKey.Generate(JwsAlgorithms.PS256);

        await _signing.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, RequestObject = new RequestObjectOptions(key) });

        Assert.True(new DecodedJwt(Assert.Single(_signing.Rig.Server.LastTo("/par").Form["request"])).IsSignedBy(key.ExportPublicJwk()));
    }

    [Fact]
    public async Task A_client_that_has_a_certificate_only_is_told_that_a_request_needs_a_key()
    {
        var certificate = ClientCertificate.From(Pki.Issue("fapi"));
        using var client = new OAuthClient(_signing.Rig.Server.Server, ClientAuthentication.TlsClientAuth(The.ClientId, certificate), new BackchannelOptions { TimeProvider = _signing.Rig.Server.Clock }) { Profile = SecurityProfile.Fapi2MessageSigning };

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => client.StartAuthorizationAsync(AuthorizationRig.Request, Stop));

        Assert.Contains("signs each authorization request", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, _signing.Requests);
    }

    [Fact]
    public async Task R184_Introspection_is_signed_where_messages_are() =>
        await AssertNotIntrospectedAsync(_signing, IntrospectionOptions.Default, "takes introspection responses only that the server has signed");

    [Fact]
    public async Task Introspection_is_not_signed_by_another_algorithm() =>
        await AssertNotIntrospectedAsync(_rig, new JwtIntrospectionOptions(), "doesn't allow RS256 for JwtIntrospectionOptions.SigningAlgorithm");

    private static async Task AssertNotIntrospectedAsync(FapiRig rig, IntrospectionOptions options, string expected)
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Client.IntrospectAsync(AccessToken.Parse(The.Token(1)), options, Stop));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Equal(0, rig.Requests);
    }

    private static async Task AssertNotStartedAsync(FapiRig rig, AuthorizationRequest request, string expected)
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => rig.StartAsync(request));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("The authorization request contradicts its security profile.", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, e.Message.Split(rig.Profile.ToString()).Length);
        Assert.Equal(0, rig.Requests);
    }

    private async Task AssertNotRequestedAsync(TokenGrant grant, string expected)
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => _rig.Client.RequestTokenAsync(grant, Stop));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Equal(0, _rig.Requests);
    }

    // As a file does whose content changes.
    private sealed class ExchangedSigner(JwsSigner first) : JwsSigner
    {
        public JwsSigner Next { get; set; } = first;

        public override string Algorithm => Current.Algorithm;

        internal override JwsSigner Current => Next;

        protected internal override ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => Current.SignAsync(data, cancellationToken);
    }
}
