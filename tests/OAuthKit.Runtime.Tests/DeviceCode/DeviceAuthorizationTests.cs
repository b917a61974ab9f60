using System.Net;
using System.Text.Json.Nodes;

namespace OAuthKit;

public sealed class DeviceAuthorizationTests
{
    private readonly PollServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_public_client_says_who_it_is()
    {
        using var client = _server.Client(ClientAuthentication.None(The.ClientId));

        await client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest { Scope = "a b" }, Stop);

        Assert.Equal($"scope=a+b&client_id={The.ClientId}", _server.LastPost.Body);
        Assert.Equal(PollServer.DeviceEndpoint, _server.LastPost.Url.OriginalString);
        Assert.Null(_server.LastPost.Authorization);
    }

    [Fact]
    public async Task A_confidential_client_authenticates()
    {
        await _server.StartDeviceAsync();

        Assert.StartsWith("Basic ", _server.LastPost.Authorization, StringComparison.Ordinal);
        Assert.Equal("", _server.LastPost.Body);
    }

    [Fact]
    public async Task Everything_that_is_asked_for_is_sent_in_order()
    {
        await _server.StartDeviceAsync(new DeviceAuthorizationRequest
        {
            Scope = "a",
            Resource = ["https://api.example.com/", "urn:orders"],
            Audience = "orders",
            Parameters = new Dictionary<string, string> { ["tenant"] = "eu" },
        });

        Assert.Equal("scope=a&resource=https%3A%2F%2Fapi.example.com%2F&resource=urn%3Aorders&audience=orders&tenant=eu", _server.LastPost.Body);
    }

    [Fact]
    public void A_request_is_checked_when_it_is_made()
    {
        Assert.Throws<ArgumentException>(() => new DeviceAuthorizationRequest { Scope = "a  b" });
        Assert.Throws<ArgumentException>(() => new DeviceAuthorizationRequest { Resource = ["orders"] });
        Assert.Throws<ArgumentException>(() => new DeviceAuthorizationRequest { Parameters = new Dictionary<string, string> { ["client_id"] = "x" } });
    }

    [Fact]
    public async Task S128_All_members_are_read_and_the_end_counts_from_the_request()
    {
        _server.Device = () => StubHandler.Json($$"""
            {"device_code":"dc-{{The.Canary}}","user_code":"{{PollServer.UserCode}}","verification_uri":"https://example.com/device",
             "verification_uri_complete":"https://example.com/device?user_code={{The.Canary}}","expires_in":1800,"interval":7,"message":"hello"}
            """);

        var authorization = await _server.StartDeviceAsync();

        Assert.Equal($"dc-{The.Canary}", authorization.DeviceCode.Reveal());
        Assert.Equal(PollServer.UserCode, authorization.UserCode);
        Assert.Equal("https://example.com/device", authorization.VerificationUri);
        Assert.Equal($"https://example.com/device?user_code={The.Canary}", authorization.VerificationUriComplete);
        Assert.Equal(_server.Clock.GetUtcNow() + TimeSpan.FromMinutes(30), authorization.ExpiresAt);
        Assert.Equal(TimeSpan.FromSeconds(7), authorization.Interval);
        Assert.Equal("hello", Assert.Single(authorization.OtherMembers).Value.GetString());
        Assert.Equal("Device authorization, expires 2026-01-01 00:30:00Z, interval 7 s", authorization.ToString());
    }

    [Theory]
    [InlineData("device_code")]
    [InlineData("user_code")]
    [InlineData("verification_uri")]
    [InlineData("expires_in")]
    public async Task R187_A_member_that_is_required_is_missed(string member)
    {
        foreach (var value in (JsonNode?[])[null, 7, true, "", new JsonArray("https://example.com")])
        {
            var json = JsonNode.Parse(PollServer.DeviceJson())!.AsObject();
            json.Remove(member);
            if (value is null)
            {
                await FailsAsync(json.ToJsonString(), OAuthFault.DeviceResponseMember);
                json[member] = null;
                await FailsAsync(json.ToJsonString(), OAuthFault.DeviceResponseMember);
            }
            else if (!(member == "expires_in" && value.GetValueKind() == System.Text.Json.JsonValueKind.Number))
            {
                json[member] = value;
                await FailsAsync(json.ToJsonString(), member == "verification_uri" ? OAuthFault.DeviceVerificationUri : OAuthFault.DeviceResponseMember);
            }
        }
    }

    [Theory]
    [InlineData("WDJB\\u001b[2J")]
    [InlineData("WDJB\\n")]
    [InlineData("\\u202eWDJB")]
    [InlineData(" ")]
    public async Task A_user_code_that_steers_a_terminal_is_refused(string code)
    {
        var json = PollServer.DeviceJson().Replace(PollServer.UserCode, code, StringComparison.Ordinal);

        await FailsAsync(json, OAuthFault.DeviceResponseMember);
    }

    [Theory]
    [InlineData("http://example.com/device")]
    [InlineData("http://127.0.0.1/device")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/device")]
    [InlineData("example.com/device")]
    [InlineData("https:///device")]
    [InlineData("https://user@example.com/device")]
    [InlineData("https://example.com/de vice")]
    [InlineData("https://example.com/#/de\\u202evice")]
    [InlineData("ms-settings:privacy")]
    public async Task R195_The_user_is_sent_to_https_only(string uri)
    {
        await FailsAsync(PollServer.DeviceJson(uri: uri), OAuthFault.DeviceVerificationUri);
        await FailsAsync(PollServer.DeviceJson(complete: uri), OAuthFault.DeviceVerificationUri);
    }

    [Fact]
    public async Task R195_On_loopback_http_is_taken_where_that_was_allowed()
    {
        using var client = _server.Client(configure: options => options.DangerouslyAllowHttp = true);
        _server.Device = () => StubHandler.Json(PollServer.DeviceJson(uri: "http://127.0.0.1:5000/device"));

        var authorization = await client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest(), Stop);

        Assert.Equal("http://127.0.0.1:5000/device", authorization.VerificationUri);
        _server.Device = () => StubHandler.Json(PollServer.DeviceJson(uri: "http://example.com/device"));
        var e = await Assert.ThrowsAsync<OAuthException>(() => client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest(), Stop));
        Assert.Equal(OAuthFault.DeviceVerificationUri, e.Code);
    }

    [Fact]
    public async Task The_address_is_shown_as_the_server_writes_it()
    {
        _server.Device = () => StubHandler.Json(PollServer.DeviceJson(uri: "https://Example.com", complete: "https://example.com/#/device?c=1"));

        var authorization = await _server.StartDeviceAsync();

        Assert.Equal("https://Example.com", authorization.VerificationUri);
        Assert.Equal("https://example.com/#/device?c=1", authorization.VerificationUriComplete);
    }

    [Theory]
    [InlineData("\"5\"")]
    [InlineData("-1")]
    [InlineData("true")]
    [InlineData("[5]")]
    [InlineData("{}")]
    public async Task R196_A_time_of_the_wrong_type_is_refused(string time)
    {
        await FailsAsync(PollServer.DeviceJson(expiresIn: time), OAuthFault.DeviceResponseMember);
        await FailsAsync(PollServer.DeviceJson(interval: time), OAuthFault.DeviceResponseMember);
    }

    [Theory]
    [InlineData("1000000000")]
    [InlineData("1e300")]
    [InlineData("99999999999999999999999999")]
    public async Task R196_A_huge_time_is_cut(string time)
    {
        _server.Device = () => StubHandler.Json(PollServer.DeviceJson(time, time));

        var authorization = await _server.StartDeviceAsync();

        Assert.Equal(_server.Clock.GetUtcNow() + TimeSpan.FromDays(30), authorization.ExpiresAt);
        Assert.Equal(TimeSpan.FromDays(1), authorization.Interval);
    }

    [Fact]
    public async Task A_part_of_a_second_is_counted_to_the_safe_side()
    {
        _server.Device = () => StubHandler.Json(PollServer.DeviceJson("10.9", "5.1"));

        var authorization = await _server.StartDeviceAsync();

        Assert.Equal(_server.Clock.GetUtcNow() + TimeSpan.FromSeconds(10), authorization.ExpiresAt);
        Assert.Equal(TimeSpan.FromSeconds(6), authorization.Interval);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    public async Task R188_The_interval_is_five_seconds_by_default(string? interval)
    {
        _server.Device = () => StubHandler.Json(PollServer.DeviceJson(interval: interval));

        Assert.Equal(TimeSpan.FromSeconds(5), (await _server.StartDeviceAsync()).Interval);
    }

    [Theory]
    [InlineData("unauthorized_client", HttpStatusCode.BadRequest)]
    [InlineData("unauthorized_client", HttpStatusCode.OK)]
    [InlineData("foo", HttpStatusCode.BadRequest)]
    [InlineData("foo", HttpStatusCode.InternalServerError)]
    public async Task S129_An_error_of_the_server_has_its_code(string error, HttpStatusCode status)
    {
        _server.Device = () => PollServer.Error(error, status);

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => _server.StartDeviceAsync());

        Assert.Equal(error, e.Error);
        Assert.Contains("device authorization endpoint", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"foo\":\"bar\"}", HttpStatusCode.BadRequest, OAuthFault.EndpointStatus)]
    [InlineData("{\"foo\":\"bar\"}", HttpStatusCode.InternalServerError, OAuthFault.EndpointStatus)]
    [InlineData("{\"foo\":\"bar\"}", HttpStatusCode.OK, OAuthFault.DeviceResponseMember)]
    [InlineData("[]", HttpStatusCode.OK, OAuthFault.EndpointResponseMalformed)]
    public async Task S129_An_answer_that_is_neither_success_nor_error_is_a_typed_fault(string json, HttpStatusCode status, string code)
    {
        _server.Device = () => StubHandler.Json(json, status);

        var e = await Assert.ThrowsAsync<OAuthException>(() => _server.StartDeviceAsync());

        Assert.Equal(code, e.Code);
    }

    [Fact]
    public async Task S116_A_server_without_the_endpoint_is_told_apart()
    {
        using var client = new OAuthClient(AuthorizationServer.FromMetadata(ServerMetadata.Parse(The.Metadata()), _server.Options), The.Basic, _server.Options);
        using var handMade = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint }, options: _server.Options), The.Basic, _server.Options);

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest(), Stop));
        Assert.Equal(OAuthFault.MetadataMemberMissing, e.Code);
        await Assert.ThrowsAsync<InvalidOperationException>(() => handMade.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest(), Stop));
        Assert.Empty(_server.Handler.Requests);
    }

    private async Task FailsAsync(string json, string code)
    {
        _server.Device = () => StubHandler.Json(json);
        var e = await Assert.ThrowsAsync<OAuthException>(() => _server.StartDeviceAsync());
        Assert.Equal(code, e.Code);
        Assert.False(CanaryWatch.Holds(e.ToString()));
    }
}
