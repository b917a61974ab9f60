namespace OAuthKit;

public sealed class AuthorizationResponseTests : IDisposable
{
    private const string Form = "application/x-www-form-urlencoded";

    private readonly AuthorizationRig _rig = new();

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

    [Fact]
    public async Task S103_A_url_without_parameters_brings_nothing()
    {
        var transaction = await _rig.BeginAsync();

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseState, transaction, AuthorizationCallback.FromUrl(AuthorizationRig.Callback));
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

    private static AuthorizationCallback In(CallbackChannel channel, string parameters) => channel switch
    {
        CallbackChannel.Query => AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}?{parameters}"),
        CallbackChannel.Fragment => AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}#{parameters}"),
        _ => AuthorizationCallback.FromForm("POST", Form, parameters),
    };
}
