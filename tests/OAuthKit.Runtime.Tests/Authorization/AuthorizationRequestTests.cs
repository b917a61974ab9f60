using System.Text.RegularExpressions;

namespace OAuthKit;

public sealed class AuthorizationRequestTests : IDisposable
{
    private readonly AuthorizationRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task R048_A_parameter_of_the_request_does_not_stand_in_the_endpoint_already()
    {
        _rig.Metadata["authorization_endpoint"] = $"\"{The.Issuer}/authorize?state=x\"";

        Assert.Equal(OAuthFault.MetadataMemberInvalid, (await _rig.AssertNotStartedAsync<OAuthException>(AuthorizationRig.Request)).Code);
    }

    [Fact]
    public async Task R048_S089_Each_parameter_stands_once_and_no_other_than_was_asked_for()
    {
        using var key = DpopKey.Create();
        _rig.Dpop = new() { Key = key };
        var start = await _rig.StartAsync(new()
        {
            RedirectUri = AuthorizationRig.Callback,
            Scope = "openid orders",
            ResponseMode = ResponseModes.FormPost,
            Audience = "https://api.example.com",
            AcrValues = ["2", "1"],
            MaxAge = TimeSpan.FromSeconds(60.9),
            Prompt = "login consent",
            LoginHint = "jane",
            IdTokenHint = EncodedIdToken.Parse("a.b.c"),
            UiLocales = ["de-CH", "en"],
            Display = "popup",
            Claims = """{"id_token":{"email":null}}""",
            AuthorizationDetails = [new("payment")],
            Parameters = new Dictionary<string, string> { ["tenant"] = "eu" },
        });

        var query = AuthorizationRig.Query(start.Url);
        Assert.All(query, parameter => Assert.Single(parameter));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["client_id"] = The.ClientId,
                ["response_type"] = "code",
                ["redirect_uri"] = AuthorizationRig.Callback,
                ["scope"] = "openid orders",
                ["response_mode"] = "form_post",
                ["audience"] = "https://api.example.com",
                ["state"] = start.Transaction.State,
                ["nonce"] = start.Transaction.Nonce!,
                ["acr_values"] = "2 1",
                ["max_age"] = "60",
                ["prompt"] = "login consent",
                ["login_hint"] = "jane",
                ["id_token_hint"] = "a.b.c",
                ["ui_locales"] = "de-CH en",
                ["display"] = "popup",
                ["claims"] = """{"id_token":{"email":null}}""",
                ["authorization_details"] = """[{"type":"payment"}]""",
                ["code_challenge"] = start.Transaction.CodeVerifier!.ToChallenge(),
                ["code_challenge_method"] = "S256",
                ["dpop_jkt"] = key.Thumbprint,
                ["tenant"] = "eu",
            }.OrderBy(parameter => parameter.Key, StringComparer.Ordinal),
            query.Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Single())).OrderBy(parameter => parameter.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task S089_A_bare_request_has_what_protects_it_and_nothing_else()
    {
        var start = await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback });

        Assert.Equal(
            ["client_id", "code_challenge", "code_challenge_method", "redirect_uri", "response_type", "state"],
            AuthorizationRig.Query(start.Url).Select(parameter => parameter.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task R048_R276_Resources_alone_stand_more_than_once()
    {
        var start = await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, Resource = ["urn:a", "https://api.example.com/v1"] });

        Assert.Equal(["urn:a", "https://api.example.com/v1"], AuthorizationRig.Query(start.Url)["resource"]);
        Assert.Throws<ArgumentException>(() => new AuthorizationRequest { RedirectUri = AuthorizationRig.Callback, Resource = ["https://api#x"] });
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    [InlineData("response_type")]
    [InlineData("response_mode")]
    [InlineData("state")]
    [InlineData("nonce")]
    [InlineData("code_challenge")]
    [InlineData("code_challenge_method")]
    [InlineData("code_verifier")]
    [InlineData("request")]
    [InlineData("request_uri")]
    [InlineData("dpop_jkt")]
    [InlineData("scope")]
    [InlineData("resource")]
    [InlineData("client_secret")]
    [InlineData("client_assertion")]
    [InlineData("iss")]
    [InlineData("aud")]
    [InlineData("sub")]
    [InlineData("exp")]
    public void R049_S095_Further_parameters_do_not_touch_what_protects_the_request(string name) =>
        Assert.Throws<ArgumentException>(() => new AuthorizationRequest { RedirectUri = AuthorizationRig.Callback, Parameters = new Dictionary<string, string> { [name] = "x" } });

    [Theory]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("a  b")]
    [InlineData("ä")]
    public void R050_A_scope_is_made_of_scope_tokens(string scope) =>
        Assert.Throws<ArgumentException>(() => new AuthorizationRequest { RedirectUri = AuthorizationRig.Callback, Scope = scope });

    [Fact]
    public async Task R050_An_empty_scope_is_not_sent() =>
        Assert.False(AuthorizationRig.Query((await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = "" })).Url).Contains("scope"));

    [Theory]
    [InlineData("ü+&= #%?/\"'<>")]
    [InlineData("a b\tc")]
    [InlineData("😀")]
    public async Task R051_Every_value_is_encoded(string hint)
    {
        var url = (await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, LoginHint = hint, Parameters = new Dictionary<string, string> { [hint] = hint } })).Url;

        Assert.Matches("^[A-Za-z0-9%&=:/?._~-]+$", url);
        Assert.Equal(hint, Assert.Single(AuthorizationRig.Query(url)["login_hint"]));
        Assert.Equal(hint, Assert.Single(AuthorizationRig.Query(url)[hint]));
    }

    [Fact]
    public async Task R052_S095_S097_The_age_of_the_authentication_is_remembered_also_when_it_is_zero()
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid", MaxAge = TimeSpan.Zero });

        Assert.Equal(TimeSpan.Zero, AuthorizationTransaction.FromJson(transaction.ToJson()).MaxAge);
        Assert.Equal(TimeSpan.Zero, new AuthorizationResponse(transaction, AuthorizationCode.Parse("x"), null).ToGrant().IdToken!.MaxAge);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AuthorizationRequest { RedirectUri = AuthorizationRig.Callback, MaxAge = TimeSpan.FromSeconds(-1) });
    }

    [Fact]
    public async Task R052_To_show_nothing_and_to_authenticate_anew_is_warned_of()
    {
        var logs = new LogCapture();
        var options = _rig.Server.Options;
        options.LoggerFactory = logs;
        using var client = new OAuthClient(_rig.Server.Server, The.Basic, options);

        await client.StartAuthorizationAsync(new() { RedirectUri = AuthorizationRig.Callback, Prompt = "none", MaxAge = TimeSpan.Zero }, TestContext.Current.CancellationToken);
        await client.StartAuthorizationAsync(new() { RedirectUri = AuthorizationRig.Callback, Prompt = "none", MaxAge = TimeSpan.FromSeconds(1) }, TestContext.Current.CancellationToken);

        Assert.Equal([500], logs.Messages.Select(message => message.Id.Id));
    }

    [Theory]
    [InlineData("none login")]
    [InlineData("login  consent")]
    [InlineData(" login")]
    public void R052_The_prompt_none_stands_alone(string prompt) =>
        Assert.Throws<ArgumentException>(() => new AuthorizationRequest { RedirectUri = AuthorizationRig.Callback, Prompt = prompt });

    [Theory]
    [InlineData("x")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"id_token\":null}")]
    [InlineData("{\"id_token\":[]}")]
    [InlineData("{\"id_token\":{\"email\":true}}")]
    [InlineData("{\"access_token\":{}}")]
    [InlineData("{\"userinfo\":{},\"userinfo\":{}}")]
    [InlineData("{\"userinfo\":{},}")]
    public void R053_The_claims_are_an_object_for_id_token_and_userinfo(string claims) =>
        Assert.Throws<ArgumentException>(() => new AuthorizationRequest { RedirectUri = AuthorizationRig.Callback, Claims = claims });

    [Theory]
    [InlineData("""{"id_token":{"acr":{"essential":true,"values":["2","3"]}}}""", "2 3")]
    [InlineData("""{"id_token":{"acr":{"essential":true,"value":"2"}}}""", "2")]
    [InlineData("""{"id_token":{"acr":{"values":["2"]}}}""", "9")]
    [InlineData("""{"id_token":{"acr":null}}""", "9")]
    [InlineData("""{"userinfo":{"acr":{"essential":true,"value":"2"}}}""", "9")]
    public async Task R129_Values_of_acr_that_are_essential_are_remembered(string claims, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid", AcrValues = ["9"], Claims = claims })).AcrValues));

    [Theory]
    [InlineData("token")]
    [InlineData("code token")]
    [InlineData("id_token token")]
    [InlineData("none")]
    [InlineData("")]
    public void R056_S095_Response_types_with_an_access_token_are_not_offered(string type)
    {
        Assert.Throws<ArgumentException>(() => new AuthorizationRequest { RedirectUri = AuthorizationRig.Callback, ResponseType = type });
        Assert.DoesNotContain(typeof(ResponseTypes).GetFields(), field => ((string)field.GetRawConstantValue()!).Split(' ').Contains("token"));
    }

    [Fact]
    public async Task R060_S093_The_thumbprint_of_the_key_is_sent_and_the_key_remembered()
    {
        var vector = Vectors.Find("jose.json", "thumbprint", "dpop-jkt");
        using var signing = SigningKey.Generate();
        _rig.Dpop = new() { Key = DpopKey.From(new RemoteSigner(signing), vector.GetProperty("jwk").GetRawText()) };

        var start = await _rig.StartAsync();

        Assert.Equal(vector.Text("expected"), Assert.Single(AuthorizationRig.Query(start.Url)["dpop_jkt"]));
        Assert.EndsWith(vector.Text("expected"), AuthorizationTransaction.FromJson(start.Transaction.ToJson()).DpopKey, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ResponseTypes.IdToken, ResponseModes.Query)]
    [InlineData(ResponseTypes.CodeIdToken, ResponseModes.Query)]
    [InlineData(ResponseTypes.CodeIdToken, ResponseModes.QueryJwt)]
    [InlineData(ResponseTypes.IdToken, ResponseModes.QueryJwt)]
    public async Task R275_An_ID_token_does_not_come_back_in_a_query(string type, string mode) =>
        await _rig.AssertNotStartedAsync<InvalidOperationException>(new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid", ResponseType = type, ResponseMode = mode });

    [Fact]
    public async Task S094_Values_of_acr_are_joined_by_spaces_in_their_order() =>
        Assert.Equal("1 2 3", Assert.Single(AuthorizationRig.Query((await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, AcrValues = ["1", "2", "3"] })).Url)["acr_values"]));

    [Theory]
    [InlineData(0)]
    [InlineData(86_401)]
    public void A_login_takes_from_a_second_to_a_day(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AuthorizationRequest { RedirectUri = AuthorizationRig.Callback, Lifetime = TimeSpan.FromSeconds(seconds) });

    [Fact]
    public async Task Nothing_of_a_start_shows_its_secrets()
    {
        var start = await _rig.StartAsync();

        Assert.DoesNotMatch(new Regex("[A-Za-z0-9_-]{43}"), start.ToString());
        Assert.DoesNotMatch(new Regex("[A-Za-z0-9_-]{43}"), start.Transaction.ToString());
    }
}
