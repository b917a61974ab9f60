using System.Net;

namespace OAuthKit;

public sealed class BackchannelAuthenticationTests
{
    private readonly PollServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_is_asked_for_is_sent_in_order()
    {
        await _server.StartBackchannelAsync(new BackchannelAuthenticationRequest
        {
            Scope = "openid orders",
            LoginHint = "jane@example.com",
            AcrValues = ["urn:loa:2", "urn:loa:1"],
            BindingMessage = "W4SCT " + The.Canary,
            UserCode = "1234" + The.Canary,
            RequestedExpiry = TimeSpan.FromMinutes(2),
            Resource = ["urn:orders"],
            Audience = "orders",
            Parameters = new Dictionary<string, string> { ["tenant"] = "eu" },
        });

        Assert.Equal(
            $"scope=openid+orders&resource=urn%3Aorders&audience=orders&acr_values=urn%3Aloa%3A2+urn%3Aloa%3A1&login_hint=jane%40example.com&binding_message=W4SCT+{The.Canary}&user_code=1234{The.Canary}&requested_expiry=120&tenant=eu",
            _server.LastPost.Body);
        Assert.Equal(PollServer.BackchannelEndpoint, _server.LastPost.Url.OriginalString);
        Assert.StartsWith("Basic ", _server.LastPost.Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R199_Each_hint_alone_is_sent()
    {
        await _server.StartBackchannelAsync(new BackchannelAuthenticationRequest { LoginHint = "jane" });
        Assert.Equal("scope=openid&login_hint=jane", _server.LastPost.Body);
        await _server.StartBackchannelAsync(new BackchannelAuthenticationRequest { LoginHintToken = The.Canary });
        Assert.Equal($"scope=openid&login_hint_token={The.Canary}", _server.LastPost.Body);
        await _server.StartBackchannelAsync(new BackchannelAuthenticationRequest { IdTokenHint = EncodedIdToken.Parse(The.Canary) });
        Assert.Equal($"scope=openid&id_token_hint={The.Canary}", _server.LastPost.Body);
    }

    [Fact]
    public async Task R199_S135_No_hint_or_more_than_one_is_refused_before_any_request()
    {
        var idToken = EncodedIdToken.Parse(The.Canary);
        BackchannelAuthenticationRequest[] requests =
        [
            new(),
            new() { LoginHint = "" },
            new() { LoginHint = The.Canary, LoginHintToken = The.Canary },
            new() { LoginHint = The.Canary, IdTokenHint = idToken },
            new() { LoginHintToken = The.Canary, IdTokenHint = idToken },
            new() { LoginHint = The.Canary, LoginHintToken = The.Canary, IdTokenHint = idToken },
        ];

        foreach (var request in requests)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => _server.StartBackchannelAsync(request));
        }

        Assert.Empty(_server.Handler.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("orders")]
    [InlineData("openid2")]
    [InlineData("openid  orders")]
    public void R200_S134_The_scope_holds_openid(string? scope) =>
        Assert.Throws<ArgumentException>(() => new BackchannelAuthenticationRequest { Scope = scope! });

    [Fact]
    public async Task R200_A_public_client_is_refused_before_any_request()
    {
        using var client = _server.Client(ClientAuthentication.None(The.ClientId));

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.StartBackchannelAuthenticationAsync(new BackchannelAuthenticationRequest { LoginHint = "jane" }, Stop));

        Assert.Empty(_server.Handler.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\n")]
    public void S134_A_value_of_acr_values_is_one_value(string value) =>
        Assert.Throws<ArgumentException>(() => new BackchannelAuthenticationRequest { AcrValues = [value] });

    [Fact]
    public void A_request_is_checked_when_it_is_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BackchannelAuthenticationRequest { RequestedExpiry = TimeSpan.Zero });
        Assert.Throws<ArgumentException>(() => new BackchannelAuthenticationRequest { BindingMessage = The.Canary + "\n" });
        Assert.Throws<ArgumentException>(() => new BackchannelAuthenticationRequest { UserCode = The.Canary + "\0" });
        Assert.Throws<ArgumentException>(() => new BackchannelAuthenticationRequest { Parameters = new Dictionary<string, string> { ["scope"] = "x" } });
    }

    [Fact]
    public async Task A_parameter_that_a_property_has_set_is_refused()
    {
        var request = new BackchannelAuthenticationRequest { LoginHint = "jane", Parameters = new Dictionary<string, string> { ["login_hint"] = "joe" } };

        await Assert.ThrowsAsync<ArgumentException>(() => _server.StartBackchannelAsync(request));
    }

    [Fact]
    public async Task R201_S133_The_answer_is_read()
    {
        _server.Backchannel = () => StubHandler.Json($$"""{"auth_req_id":"{{PollServer.AuthReqIdText}}","expires_in":120,"interval":2,"foo":"bar"}""");

        var authentication = await _server.StartBackchannelAsync();

        Assert.Equal(PollServer.AuthReqIdText, authentication.AuthReqId.Reveal());
        Assert.Equal(_server.Clock.GetUtcNow() + TimeSpan.FromMinutes(2), authentication.ExpiresAt);
        Assert.Equal(TimeSpan.FromSeconds(2), authentication.Interval);
        Assert.Equal("bar", Assert.Single(authentication.OtherMembers).Value.GetString());
        Assert.Null(authentication.ClientNotificationToken);
        Assert.Equal("Backchannel authentication, expires 2026-01-01 00:02:00Z, interval 2 s", authentication.ToString());
    }

    [Theory]
    [InlineData("{\"expires_in\":120}")]
    [InlineData("{\"auth_req_id\":\"\",\"expires_in\":120}")]
    [InlineData("{\"auth_req_id\":7,\"expires_in\":120}")]
    [InlineData("{\"auth_req_id\":null,\"expires_in\":120}")]
    [InlineData("{\"auth_req_id\":\"c4narY\"}")]
    [InlineData("{\"auth_req_id\":\"c4narY\",\"expires_in\":\"120\"}")]
    [InlineData("{\"auth_req_id\":\"c4narY\",\"expires_in\":-1}")]
    [InlineData("{\"auth_req_id\":\"c4narY\",\"expires_in\":120,\"interval\":\"5\"}")]
    [InlineData("{\"auth_req_id\":\"c4narY\",\"expires_in\":120,\"interval\":-5}")]
    public async Task R201_S137_An_answer_without_what_is_required_is_a_typed_fault(string json)
    {
        _server.Backchannel = () => StubHandler.Json(json);

        var e = await Assert.ThrowsAsync<OAuthException>(() => _server.StartBackchannelAsync());

        Assert.Equal(OAuthFault.BackchannelResponseMember, e.Code);
    }

    [Theory]
    [InlineData("unauthorized_client")]
    [InlineData("unknown_user_id")]
    [InlineData("invalid_binding_message")]
    [InlineData("made_up")]
    public async Task S137_An_error_of_the_server_has_its_code(string error)
    {
        _server.Backchannel = () => PollServer.Error(error);

        Assert.Equal(error, (await Assert.ThrowsAsync<OAuthServerException>(() => _server.StartBackchannelAsync())).Error);
    }

    [Fact]
    public async Task S137_An_error_that_is_none_is_a_typed_fault()
    {
        foreach (var answer in (Func<HttpResponseMessage>[])[() => StubHandler.Json("{\"foo\":1}", HttpStatusCode.BadRequest), () => StubHandler.Text("error", "text/plain", HttpStatusCode.BadRequest)])
        {
            _server.Backchannel = answer;
            Assert.Equal(OAuthFault.EndpointStatus, (await Assert.ThrowsAsync<OAuthException>(() => _server.StartBackchannelAsync())).Code);
        }
    }

    [Fact]
    public async Task S116_A_server_without_the_endpoint_is_told_apart()
    {
        using var client = new OAuthClient(AuthorizationServer.FromMetadata(ServerMetadata.Parse(The.Metadata()), _server.Options), The.Basic, _server.Options);

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.StartBackchannelAuthenticationAsync(new BackchannelAuthenticationRequest { LoginHint = "jane" }, Stop));

        Assert.Equal(OAuthFault.MetadataMemberMissing, e.Code);
    }

    [Fact]
    public async Task S039_The_grant_takes_an_id_or_an_authentication()
    {
        using var client = _server.Client();
        var authentication = await _server.StartBackchannelAsync(new BackchannelAuthenticationRequest { LoginHint = "jane", Scope = "openid orders" });

        var tokens = await client.RequestTokenAsync(new BackchannelAuthenticationGrant(authentication), Stop);
        await client.RequestTokenAsync(new BackchannelAuthenticationGrant(AuthReqId.Parse(PollServer.AuthReqIdText)), Stop);

        Assert.Equal("openid orders", tokens.Scope);
        Assert.All(_server.TokenRequests, request => Assert.Equal($"grant_type=urn%3Aopenid%3Aparams%3Agrant-type%3Aciba&auth_req_id={PollServer.AuthReqIdText}", request.Body));
    }

    [Fact]
    public async Task S039_An_answer_without_a_token_type_is_refused_here_too()
    {
        using var client = _server.Client();
        _server.Answers = [() => StubHandler.Json($$"""{"access_token":"{{The.Canary}}"}""")];

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(new BackchannelAuthenticationGrant(AuthReqId.Parse(The.Canary)), Stop));

        Assert.Equal(OAuthFault.TokenResponseTokenType, e.Code);
    }

    [Fact]
    public void S036_A_grant_without_an_id_is_refused_before_any_request()
    {
        Assert.Throws<ArgumentNullException>(() => new BackchannelAuthenticationGrant((AuthReqId)null!));
        Assert.Throws<ArgumentNullException>(() => new BackchannelAuthenticationGrant((BackchannelAuthentication)null!));
    }

    [Fact]
    public async Task R202_S133_Bug11_The_interval_is_five_seconds_by_default()
    {
        using var rig = await PollRig.OfBackchannelAsync(PollServer.BackchannelJson(interval: null), PollServer.Pending, PollServer.Pending, PollServer.Tokens);

        await rig.RunAsync();

        Assert.Equal([5, 10, 15], rig.Server.Times);
    }

    [Fact]
    public async Task R202_A_server_that_answers_late_is_waited_for()
    {
        using var rig = await PollRig.OfBackchannelAsync(PollServer.BackchannelJson(interval: "31"), PollServer.Pending, PollServer.Tokens);
        var gate = new TaskCompletionSource();
        rig.Server.Gate = gate.Task;
        var first = rig.Poller.PollAsync(Stop);
        rig.Advance(31);
        await Eventually.IsTrueAsync(() => rig.Server.Times.Length == 1);

        rig.Advance(29);
        Assert.False(first.IsCompleted);
        gate.SetResult();

        Assert.IsType<PollPending>(await first);
        var second = rig.Poller.PollAsync(Stop);
        rig.Advance(31);
        Assert.IsType<PollTokens>(await second);
        Assert.Equal([31, 91], rig.Server.Times);
    }

    [Fact]
    public async Task R203_A_slow_down_is_for_good_and_pending_goes_on()
    {
        using var rig = await PollRig.OfBackchannelAsync(PollServer.BackchannelJson(), PollServer.SlowDown, PollServer.Pending, PollServer.Pending, PollServer.Tokens);

        await rig.RunAsync();

        Assert.Equal([5, 15, 25, 35], rig.Server.Times);
    }

    [Theory]
    [InlineData("expired_token")]
    [InlineData("access_denied")]
    [InlineData("invalid_request")]
    [InlineData("invalid_grant")]
    [InlineData("transaction_failed")]
    [InlineData("unauthorized_client")]
    public async Task R204_A_final_error_ends_the_polling(string error)
    {
        using var rig = await PollRig.OfBackchannelAsync(PollServer.BackchannelJson(), () => PollServer.Error(error), PollServer.Tokens);

        var e = await Assert.ThrowsAnyAsync<OAuthException>(rig.RunAsync);

        Assert.Equal(error, Assert.IsType<OAuthServerException>(e.InnerException ?? e).Error);
        await Assert.ThrowsAnyAsync<OAuthException>(() => rig.Start());
        rig.Advance(60);
        Assert.Single(rig.Server.Times);
    }

    [Fact]
    public async Task R205_Ping_mode_makes_a_token_for_each_request()
    {
        var request = new BackchannelAuthenticationRequest { LoginHint = "jane", UsePing = true };
        var seen = new HashSet<string>();

        for (var i = 0; i < 100; i++)
        {
            var authentication = await _server.StartBackchannelAsync(request);
            var token = authentication.ClientNotificationToken!.Reveal();
            Assert.Equal(token, Assert.Single(_server.LastPost.Form["client_notification_token"]));
            Assert.Matches("^[A-Za-z0-9_-]{43}$", token);
            Assert.True(seen.Add(token));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a\"")]
    public void R205_A_token_that_was_kept_is_a_bearer_token(string token)
    {
        Assert.False(ClientNotificationToken.TryParse(token, out _));
        Assert.False(ClientNotificationToken.TryParse(new string('a', 1025), out _));
        Assert.True(ClientNotificationToken.TryParse(new string('a', 1024), out _));
    }

    [Fact]
    public async Task R211_Neither_the_binding_message_nor_the_code_of_the_user_is_kept_or_logged()
    {
        var logs = new LogCapture();
        using var client = _server.Client(configure: options => options.LoggerFactory = logs);
        var request = new BackchannelAuthenticationRequest { LoginHint = "jane", BindingMessage = The.Canary, UserCode = The.Canary };
        _server.Answers = [() => PollServer.Error("access_denied")];

        var authentication = await client.StartBackchannelAuthenticationAsync(request, Stop);
        await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(new BackchannelAuthenticationGrant(authentication), Stop));

        Assert.Contains(The.Canary, _server.Handler.Requests[^2].Body, StringComparison.Ordinal);
        Assert.NotEmpty(logs.Messages);
        Assert.All(logs.Messages, message => Assert.False(CanaryWatch.Holds(message.Text)));
        Assert.DoesNotContain(typeof(BackchannelAuthentication).GetProperties(), property => property.Name is "UserCode" or "BindingMessage");
    }
}
