namespace OAuthKit;

public sealed class AuthorizationSupportTests : IDisposable
{
    private readonly AuthorizationRig _rig = new();
    private readonly SigningKey _key = SigningKey.Generate();

    public void Dispose()
    {
        _rig.Dispose();
        _key.Dispose();
    }

    [Theory]
    [InlineData("[\"plain\"]")]
    [InlineData("[]")]
    [InlineData("[\"s256\"]")]
    public async Task R016_A_server_without_S256_is_refused_and_plain_is_never_used(string methods) =>
        await AssertUnsupportedAsync("code_challenge_methods_supported", methods, AuthorizationRig.Request);

    [Theory]
    [InlineData(null)]
    [InlineData("[\"S256\"]")]
    [InlineData("[\"plain\",\"S256\"]")]
    public async Task R016_The_challenge_is_by_S256_where_that_is_listed_and_where_nothing_is(string? methods)
    {
        if (methods is not null)
        {
            _rig.Metadata["code_challenge_methods_supported"] = methods;
        }

        Assert.Equal("S256", Assert.Single(AuthorizationRig.Query((await _rig.StartAsync()).Url)["code_challenge_method"]));
    }

    [Theory]
    [InlineData("[\"id_token code\",\"code\"]", true)]
    [InlineData("[\"code id_token\"]", true)]
    [InlineData("[\"code\"]", false)]
    [InlineData("[\"code id_token token\"]", false)]
    [InlineData("[]", false)]
    public async Task R011_The_response_type_is_one_that_is_listed_in_any_order(string types, bool isGood)
    {
        var request = new AuthorizationRequest { RedirectUri = AuthorizationRig.Callback, Scope = "openid", ResponseType = ResponseTypes.CodeIdToken };
        if (isGood)
        {
            _rig.Metadata["response_types_supported"] = types;
            await _rig.StartAsync(request);
        }
        else
        {
            await AssertUnsupportedAsync("response_types_supported", types, request);
        }
    }

    [Theory]
    [InlineData("form_post", "[\"query\",\"form_post\"]", true)]
    [InlineData("form_post", "[\"query\",\"fragment\"]", false)]
    [InlineData("jwt", "[\"query.jwt\"]", true)]
    [InlineData("jwt", "[\"jwt\"]", true)]
    [InlineData("jwt", "[\"fragment.jwt\"]", false)]
    [InlineData("query.jwt", "[\"jwt\"]", false)]
    [InlineData("query", "[\"fragment\"]", false)]
    public async Task R011_R270_The_response_mode_is_one_that_is_listed(string mode, string modes, bool isGood)
    {
        var request = new AuthorizationRequest { RedirectUri = AuthorizationRig.Callback, ResponseMode = mode };
        if (isGood)
        {
            _rig.Metadata["response_modes_supported"] = modes;
            await _rig.StartAsync(request);
        }
        else
        {
            await AssertUnsupportedAsync("response_modes_supported", modes, request);
        }
    }

    [Fact]
    public async Task R258_Where_the_server_takes_signed_requests_only_a_plain_one_goes_nowhere()
    {
        _rig.Metadata["require_signed_request_object"] = "true";

        Assert.Equal(OAuthFault.RequestObjectRequired, (await _rig.AssertNotStartedAsync<OAuthException>(AuthorizationRig.Request)).Code);
        Assert.Equal(OAuthFault.RequestObjectRequired, (await _rig.AssertNotStartedAsync<OAuthException>(new() { RedirectUri = AuthorizationRig.Callback, Push = true })).Code);
        await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, RequestObject = new(_key) });
    }

    [Fact]
    public async Task R010_R258_A_flag_of_the_wrong_type_is_no_flag_that_is_off()
    {
        foreach (var name in (string[])["require_signed_request_object", "require_pushed_authorization_requests"])
        {
            using var rig = new AuthorizationRig();
            rig.Metadata[name] = "\"true\"";

            Assert.Equal(OAuthFault.MetadataMemberInvalid, (await rig.AssertNotStartedAsync<OAuthException>(AuthorizationRig.Request)).Code);
        }
    }

    [Fact]
    public async Task R255_R256_The_algorithms_of_a_request_object_are_among_those_that_are_listed()
    {
        await AssertUnsupportedAsync("request_object_signing_alg_values_supported", "[\"RS256\"]", Signed(new(_key)));
        await AssertUnsupportedAsync("request_object_encryption_alg_values_supported", "[\"RSA-OAEP\"]", Signed(new(_key) { EncryptionAlgorithm = JweAlgorithms.EcdhEs }));
        await AssertUnsupportedAsync("request_object_encryption_enc_values_supported", "[\"A256GCM\"]", Signed(new(_key) { EncryptionAlgorithm = JweAlgorithms.EcdhEs }));
    }

    [Fact]
    public async Task R257_Where_the_server_says_no_to_request_objects_they_can_only_be_pushed()
    {
        await AssertUnsupportedAsync("request_parameter_supported", "false", Signed(new(_key)));
        await AssertUnsupportedAsync("request_uri_parameter_supported", "false", Signed(new(_key) { Publish = (_, _) => new("urn:x") }));
        _rig.Metadata["request_parameter_supported"] = "false";

        await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, RequestObject = new(_key), Push = true });
    }

    [Theory]
    [InlineData("[\"payment\",\"account\"]", true)]
    [InlineData("[\"account\"]", false)]
    [InlineData("[]", false)]
    public async Task R267_Types_of_authorization_details_are_among_those_that_are_listed(string types, bool isGood)
    {
        var request = new AuthorizationRequest { RedirectUri = AuthorizationRig.Callback, AuthorizationDetails = [new("payment")] };
        if (isGood)
        {
            _rig.Metadata["authorization_details_types_supported"] = types;
            await _rig.StartAsync(request);
        }
        else
        {
            await AssertUnsupportedAsync("authorization_details_types_supported", types, request);
        }
    }

    private static AuthorizationRequest Signed(RequestObjectOptions options) => new() { RedirectUri = AuthorizationRig.Callback, RequestObject = options };

    private static async Task AssertUnsupportedAsync(string member, string value, AuthorizationRequest request)
    {
        using var rig = new AuthorizationRig();
        rig.Metadata[member] = value;

        var e = await rig.AssertNotStartedAsync<OAuthException>(request);

        Assert.Equal(OAuthFault.AuthorizationRequestUnsupported, e.Code);
        Assert.Contains(member, e.Message, StringComparison.Ordinal);
    }
}
