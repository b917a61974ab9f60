using System.Text;

namespace OAuthKit;

public sealed class AuthorizationCallbackTests : IDisposable
{
    private const string Form = "application/x-www-form-urlencoded";

    private readonly AuthorizationRig _rig = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_good_response_is_exchanged_for_tokens()
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = "orders", Resource = ["urn:a", "urn:b"] });

        var tokens = await _rig.CompleteAsync(transaction, AuthorizationRig.Answer(transaction, "&iss=https%3A%2F%2Flogin.example.com"));

        Assert.Equal("orders", tokens.Scope);
        var form = _rig.Server.LastTo("/token").Form;
        Assert.Equal("authorization_code", Assert.Single(form["grant_type"]));
        Assert.Equal(AuthorizationRig.Code, Assert.Single(form["code"]));
        Assert.Equal(AuthorizationRig.Callback, Assert.Single(form["redirect_uri"]));
        Assert.Equal(transaction.CodeVerifier!.Reveal(), Assert.Single(form["code_verifier"]));
        Assert.Equal(["urn:a", "urn:b"], form["resource"]);
        Assert.False(form.Contains("scope"));
    }

    [Theory]
    [InlineData("code=x")]
    [InlineData("code=x&state=")]
    [InlineData("code=x&state={0}1")]
    [InlineData("code=x&state=1{0}")]
    [InlineData("code=x&state={0}%00")]
    [InlineData("code=x&STATE={0}")]
    [InlineData("error=access_denied")]
    [InlineData("error=access_denied&state=other")]
    [InlineData("")]
    public async Task R062_S106_Without_the_state_of_the_request_nothing_goes_on(string query)
    {
        var transaction = await _rig.BeginAsync();

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseState, transaction, AuthorizationCallback.FromQuery(string.Format(null, query, transaction.State)));
    }

    [Fact]
    public async Task R044_The_states_of_two_logins_are_not_exchanged()
    {
        var one = await _rig.BeginAsync();
        var other = await _rig.BeginAsync();

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseState, one, AuthorizationRig.Answer(other));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseState, other, AuthorizationRig.Answer(one));

        // Neither attempt has ended the login that it was aimed at.
        await _rig.CompleteAsync(one, AuthorizationRig.Answer(one));
        await _rig.CompleteAsync(other, AuthorizationRig.Answer(other));
    }

    [Fact]
    public async Task R317_The_state_is_compared_in_fixed_time()
    {
        var transaction = await _rig.BeginAsync();

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseState, transaction, AuthorizationCallback.FromQuery($"code=x&state={transaction.State[..^1]}~"));
        Assert.Contains("FixedTime.Equals(state", Repository.Read("src/OAuthKit.Runtime/Authorization/CallbackValidator.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("iss")]
    [InlineData("code")]
    [InlineData("error")]
    [InlineData("response")]
    [InlineData("id_token")]
    [InlineData("access_token")]
    public void R070_S104_Bug3_A_parameter_stands_once(string name)
    {
        foreach (var query in (string[])[$"{name}=a&{name}=a", $"{name}=&{name}=a", $"{name}=a&x=1&{name}=b", $"{name}=a&%{(int)name[0]:X2}{name[1..]}=b"])
        {
            var e = Assert.Throws<OAuthException>(() => AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}?{query}"));

            Assert.Equal(OAuthFault.AuthorizationCallbackMalformed, e.Code);
            Assert.Contains($"\"{name}\"", e.Message, StringComparison.Ordinal);
            Assert.Throws<OAuthException>(() => AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}#{query}"));
            Assert.Throws<OAuthException>(() => AuthorizationCallback.FromForm("POST", Form, query));
        }
    }

    [Theory]
    [InlineData("code=&state={0}", OAuthFault.AuthorizationResponseCode)]
    [InlineData("code&state={0}", OAuthFault.AuthorizationResponseCode)]
    [InlineData("state={0}", OAuthFault.AuthorizationResponseCode)]
    [InlineData("state={0}&error=", OAuthFault.AuthorizationResponseCode)]
    [InlineData("state={0}&error_description=x", OAuthFault.AuthorizationResponseCode)]
    [InlineData("code=a%0Ab&state={0}", OAuthFault.AuthorizationResponseCode)]
    public async Task R071_R072_S105_A_parameter_without_a_value_is_absent_and_a_code_is_required(string query, string code)
    {
        var transaction = await _rig.BeginAsync();

        await _rig.AssertRefusedAsync(code, transaction, AuthorizationCallback.FromQuery(string.Format(null, query, transaction.State)));
    }

    [Fact]
    public async Task R072_A_code_and_an_error_are_not_both_there()
    {
        var transaction = await _rig.BeginAsync();

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseCode, transaction, AuthorizationRig.Answer(transaction, "&error=access_denied"));
    }

    [Fact]
    public async Task R073_S102_An_error_is_the_servers_and_untrusted_text()
    {
        var transaction = await _rig.BeginAsync();
        var description = Uri.EscapeDataString($"<script>\r\nSet-Cookie: a=b\u202E{new string('x', 20_000)}");

        var e = Assert.IsType<OAuthServerException>(await _rig.AssertRefusedAsync(
            OAuthFault.ServerError, transaction, AuthorizationCallback.FromQuery($"error=access_denied&error_description={description}&error_uri=https%3A%2F%2Fas.example%2Fe&state={transaction.State}")));

        Assert.Equal("access_denied", e.Error);
        Assert.StartsWith("<script>  Set-Cookie: a=b xx", e.ErrorDescription, StringComparison.Ordinal);
        Assert.Equal(512, e.ErrorDescription!.Length);
        Assert.Equal("https://as.example/e", e.ErrorUri);
        Assert.Null(e.StatusCode);
        Assert.DoesNotContain('\n', e.Message);
        Assert.True(e.Message.Length < 1024);
    }

    [Theory]
    [InlineData("interaction_required")]
    [InlineData("login_required")]
    [InlineData("account_selection_required")]
    [InlineData("consent_required")]
    [InlineData("invalid_target")]
    [InlineData("invalid_authorization_details")]
    [InlineData("own_invention")]
    public async Task R269_R277_S102_Every_error_is_passed_on_by_its_code(string error)
    {
        var transaction = await _rig.BeginAsync();

        var e = Assert.IsType<OAuthServerException>(await _rig.AssertRefusedAsync(OAuthFault.ServerError, transaction, AuthorizationCallback.FromQuery($"error={error}&state={transaction.State}")));

        Assert.Equal(error, e.Error);
    }

    [Fact]
    public async Task R074_Bug1_Bug3_Unknown_parameters_are_passed_over()
    {
        var transaction = await _rig.BeginAsync();
        var extras = string.Concat(Enumerable.Range(0, 20).Select(i => $"&x{i}=a&x{i}=b"));

        // Among them names of what the client keeps itself.
        await _rig.CompleteAsync(transaction, AuthorizationRig.Answer(transaction, extras + "&session_state=1&issuer=https%3A%2F%2Fevil.example&nonce=n&redirect_uri=r&code_verifier=v&token_endpoint=https%3A%2F%2Fevil.example"));

        var sent = _rig.Server.LastTo("/token");
        Assert.Equal(new Uri(The.TokenEndpoint), sent.Url);
        Assert.Equal(transaction.CodeVerifier!.Reveal(), Assert.Single(sent.Form["code_verifier"]));
        Assert.Equal(AuthorizationRig.Callback, Assert.Single(sent.Form["redirect_uri"]));
    }

    [Theory]
    [InlineData("&access_token=y")]
    [InlineData("&token_type=Bearer")]
    [InlineData("&refresh_token=y")]
    [InlineData("&id_token=a.b.c")]
    public async Task R075_A_code_response_brings_no_token(string more)
    {
        var transaction = await _rig.BeginAsync();

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseToken, transaction, AuthorizationRig.Answer(transaction, more));
    }

    [Fact]
    public async Task R076_A_response_is_read_from_the_place_that_was_asked_for()
    {
        foreach (var (mode, expected) in ((string?, CallbackChannel)[])[(null, CallbackChannel.Query), ("query", CallbackChannel.Query), ("fragment", CallbackChannel.Fragment), ("form_post", CallbackChannel.Form)])
        {
            foreach (var channel in Enum.GetValues<CallbackChannel>())
            {
                var transaction = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, ResponseMode = mode });
                var callback = In(channel, AuthorizationRig.Good(transaction));
                if (channel == expected)
                {
                    await _rig.CompleteAsync(transaction, callback);
                }
                else
                {
                    await _rig.AssertRefusedAsync(OAuthFault.AuthorizationCallbackChannel, transaction, callback);
                }
            }
        }
    }

    [Fact]
    public async Task R076_A_response_in_two_places_is_none()
    {
        var transaction = await _rig.BeginAsync();
        var inFragment = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, ResponseMode = ResponseModes.Fragment });

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationCallbackChannel, transaction, AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}?{AuthorizationRig.Good(transaction)}#code=evil"));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationCallbackChannel, inFragment, AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}?code=evil#{AuthorizationRig.Good(inFragment)}"));

        // Fragments of pages aren't responses.
        await _rig.CompleteAsync(transaction, AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}?{AuthorizationRig.Good(transaction)}#_=_"));
    }

    [Theory]
    [InlineData("GET", Form)]
    [InlineData("post", Form)]
    [InlineData("PUT", Form)]
    [InlineData("POST", "application/json")]
    [InlineData("POST", "multipart/form-data; boundary=x")]
    [InlineData("POST", "application/x-www-form-urlencodedx")]
    [InlineData("POST", "")]
    [InlineData("POST", null)]
    public void R077_A_form_comes_by_post_and_as_a_form(string method, string? contentType) =>
        Assert.Equal(OAuthFault.AuthorizationCallbackChannel, Assert.Throws<OAuthException>(() => AuthorizationCallback.FromForm(method, contentType, "code=x")).Code);

    [Theory]
    [InlineData("APPLICATION/X-WWW-FORM-URLENCODED")]
    [InlineData("application/x-www-form-urlencoded;charset=UTF-8")]
    [InlineData("application/x-www-form-urlencoded ; charset=utf-8")]
    public void R077_R305_The_type_is_compared_without_case_and_parameters(string contentType) =>
        Assert.Equal("s", AuthorizationCallback.FromForm("POST", contentType, "state=s").State);

    [Fact]
    public async Task R077_No_more_of_a_body_is_read_than_a_response_may_be_long()
    {
        using var endless = new MemoryStream(Encoding.UTF8.GetBytes("code=" + new string('x', 5 * 1024 * 1024)));
        using var good = new MemoryStream("state=%C3%BC&code=x"u8.ToArray());

        var e = await Assert.ThrowsAsync<OAuthException>(() => AuthorizationCallback.FromFormAsync("POST", Form, endless, cancellationToken: Stop));
        var callback = await AuthorizationCallback.FromFormAsync("POST", Form, good, cancellationToken: Stop);

        Assert.Equal(OAuthFault.AuthorizationCallbackMalformed, e.Code);
        Assert.InRange(endless.Position, 0, AuthorizationCallback.MaxFormLength + 1);
        Assert.Equal("ü", callback.State);
        Assert.Throws<OAuthException>(() => AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}?code={new string('x', 64 * 1024)}"));
        Assert.Throws<OAuthException>(() => AuthorizationCallback.FromQuery(new string('&', 64 * 1024 + 1)));
        Assert.Throws<OAuthException>(() => AuthorizationCallback.FromQuery(string.Concat(Enumerable.Repeat("x&", 257))));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("not_a_callback?")]
    [InlineData("")]
    [InlineData("/cb?code=x&state=y")]
    [InlineData("//rp.example/cb?code=x")]
    public void S103_What_is_no_url_is_no_response(string url) =>
        Assert.Equal(OAuthFault.AuthorizationCallbackMalformed, Assert.Throws<OAuthException>(() => AuthorizationCallback.FromUrl(url)).Code);

    [Theory]
    [InlineData("code=%")]
    [InlineData("code=%4")]
    [InlineData("code=%zz")]
    [InlineData("code=%FF")]
    [InlineData("code=%C3")]
    [InlineData("code=a b")]
    [InlineData("code=a\n")]
    public void R070_What_is_not_encoded_is_no_response(string query) =>
        Assert.Equal(OAuthFault.AuthorizationCallbackMalformed, Assert.Throws<OAuthException>(() => AuthorizationCallback.FromQuery(query)).Code);

    [Fact]
    public void R070_Half_a_character_is_none() => Assert.Throws<OAuthException>(() => AuthorizationCallback.FromQuery("code=\uD800"));

    [Fact]
    public async Task S103_A_url_without_parameters_brings_nothing()
    {
        var transaction = await _rig.BeginAsync();

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseState, transaction, AuthorizationCallback.FromUrl(AuthorizationRig.Callback));
    }

    [Fact]
    public async Task R079_A_response_is_processed_once()
    {
        var transaction = await _rig.BeginAsync();
        var kept = transaction.ToJson();
        var callback = AuthorizationRig.Answer(transaction);

        await _rig.CompleteAsync(transaction, callback);

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionUsed, transaction, callback);
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionUsed, AuthorizationTransaction.FromJson(kept), AuthorizationRig.Answer(transaction));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionUsed, AuthorizationTransaction.FromJson(kept), AuthorizationCallback.FromQuery($"code=another&state={transaction.State}"));
        Assert.Single(_rig.Server.RequestsTo("/token"));
    }

    [Fact]
    public async Task R079_An_error_or_a_failed_exchange_uses_it_up_as_well()
    {
        var refused = await _rig.BeginAsync();
        var failed = await _rig.BeginAsync();
        await Assert.ThrowsAsync<OAuthServerException>(() => _rig.CompleteAsync(refused, AuthorizationCallback.FromQuery($"error=access_denied&state={refused.State}")));
        _rig.Tokens = () => """{"error":"invalid_grant"}""";
        await Assert.ThrowsAsync<OAuthServerException>(() => _rig.CompleteAsync(failed, AuthorizationRig.Answer(failed)));

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionUsed, refused, AuthorizationRig.Answer(refused));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionUsed, failed, AuthorizationRig.Answer(failed));
    }

    [Fact]
    public async Task R079_Of_many_at_once_one_is_processed()
    {
        var transaction = await _rig.BeginAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            try
            {
                await _rig.CompleteAsync(transaction, AuthorizationRig.Answer(transaction));
                return "";
            }
            catch (OAuthException e)
            {
                return e.Code;
            }
        })));

        Assert.Single(results, "");
        Assert.Equal(15, results.Count(code => code == OAuthFault.AuthorizationTransactionUsed));
        Assert.Single(_rig.Server.RequestsTo("/token"));
    }

    [Fact]
    public async Task R054_A_response_that_comes_too_late_is_refused()
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Lifetime = TimeSpan.FromMinutes(1) });

        _rig.Server.Clock.Advance(TimeSpan.FromSeconds(59));
        var checkedInTime = await _rig.ValidateAsync(transaction, AuthorizationRig.Answer(transaction));
        var late = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Lifetime = TimeSpan.FromMinutes(1) });
        _rig.Server.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.NotNull(checkedInTime.Code);
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionExpired, late, AuthorizationRig.Answer(late));
    }

    [Fact]
    public void R054_The_memory_of_used_responses_is_bounded()
    {
        var states = new UsedStates();
        var now = _rig.Server.Clock.GetUtcNow();
        for (var i = 0; i < UsedStates.Capacity + 1; i++)
        {
            Assert.True(states.TryUse(Transaction(i, now.AddMinutes(15)), now));
        }

        Assert.True(states.TryUse(Transaction(0, now.AddMinutes(15)), now));
        Assert.False(states.TryUse(Transaction(UsedStates.Capacity, now.AddMinutes(15)), now));
        Assert.True(states.TryUse(Transaction(UsedStates.Capacity, now.AddMinutes(15)), now.AddMinutes(15)));
    }

    [Fact]
    public async Task R320_A_refused_response_is_logged_with_its_code_and_without_its_content()
    {
        var logs = new LogCapture();
        var options = _rig.Server.Options;
        options.LoggerFactory = logs;
        using var client = new OAuthClient(_rig.Server.Server, The.Basic, options);
        var transaction = await _rig.BeginAsync();

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseState, transaction, AuthorizationCallback.FromQuery($"code={The.Canary}&state={The.Canary}"), client);

        var message = Assert.Single(logs.Messages);
        Assert.Equal(501, message.Id.Id);
        Assert.Contains(OAuthFault.AuthorizationResponseState, message.Text, StringComparison.Ordinal);
        Assert.Contains(The.Issuer, message.Text, StringComparison.Ordinal);
        Assert.False(CanaryWatch.Holds(message.Text));
    }

    [Fact]
    public async Task A_token_source_exchanges_the_code_once_and_refreshes_for_the_same_resources()
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = "orders", Resource = ["urn:a"] });
        _rig.Tokens = () => """{"access_token":"t","token_type":"Bearer","expires_in":60,"refresh_token":"r"}""";

        var response = await _rig.ValidateAsync(transaction, AuthorizationRig.Answer(transaction));
        var source = TokenSource.AuthorizationCode(_rig.Client, response.ToGrant());
        var policy = new TokenPolicy(source, _rig.Server.Keep(new TokenManager(new() { TimeProvider = _rig.Server.Clock })), "orders");
        await policy.Manager!.GetTokenAsync(policy, Stop);
        _rig.Server.Clock.Advance(TimeSpan.FromMinutes(2));
        await policy.Manager.GetTokenAsync(policy, Stop);

        Assert.Equal(["authorization_code", "refresh_token"], _rig.Server.RequestsTo("/token").Select(sent => sent.Form["grant_type"].Single()));
        Assert.All(_rig.Server.RequestsTo("/token"), sent => Assert.Equal(["urn:a"], sent.Form["resource"]));
    }

    [Fact]
    public async Task R085_The_code_goes_to_no_other_server_than_the_user_was_sent_to()
    {
        var transaction = await _rig.BeginAsync();
        var response = await _rig.ValidateAsync(transaction, AuthorizationRig.Answer(transaction));
        using var other = new OAuthClient("https://evil.example", The.Basic, _rig.Server.Options);

        await Assert.ThrowsAsync<ArgumentException>(() => other.RequestTokenAsync(response.ToGrant(), Stop));
        Assert.Empty(_rig.Server.RequestsTo("/token"));
    }

    private static AuthorizationCallback In(CallbackChannel channel, string parameters) => channel switch
    {
        CallbackChannel.Query => AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}?{parameters}"),
        CallbackChannel.Fragment => AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}#{parameters}"),
        _ => AuthorizationCallback.FromForm("POST", Form, parameters),
    };

    private static AuthorizationTransaction Transaction(int number, DateTimeOffset expiresAt) => new()
    {
        Issuer = The.Issuer,
        ClientId = The.ClientId,
        RedirectUri = AuthorizationRig.Callback,
        ResponseType = ResponseTypes.Code,
        State = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        CreatedAt = default,
        ExpiresAt = expiresAt,
    };
}
