namespace OAuthKit;

public sealed class DeviceCodeGrantTests
{
    private const string GrantType = "urn:ietf:params:oauth:grant-type:device_code";

    private readonly PollServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S038_The_grant_takes_a_code_or_an_authorization()
    {
        using var client = _server.Client();
        var authorization = await _server.StartDeviceAsync();

        await client.RequestTokenAsync(new DeviceCodeGrant(authorization), Stop);
        await client.RequestTokenAsync(new DeviceCodeGrant(DeviceCode.Parse(authorization.DeviceCode.Reveal())), Stop);

        Assert.Equal(2, _server.TokenRequests.Length);
        Assert.All(_server.TokenRequests, request =>
        {
            Assert.Equal(2, request.Form.Count);
            Assert.Equal(GrantType, Assert.Single(request.Form["grant_type"]));
            Assert.Equal($"dc-{The.Canary}", Assert.Single(request.Form["device_code"]));
        });
    }

    [Fact]
    public void S036_A_grant_without_a_code_is_refused_before_any_request()
    {
        Assert.Throws<ArgumentNullException>(() => new DeviceCodeGrant((DeviceCode)null!));
        Assert.Throws<ArgumentNullException>(() => new DeviceCodeGrant((DeviceAuthorization)null!));
        Assert.Throws<FormatException>(() => DeviceCode.Parse(""));
    }

    [Fact]
    public async Task Tokens_have_the_scope_that_the_authorization_asked_for()
    {
        using var client = _server.Client();
        var authorization = await _server.StartDeviceAsync(new DeviceAuthorizationRequest { Scope = "a b" });

        var tokens = await client.RequestTokenAsync(new DeviceCodeGrant(authorization), Stop);

        Assert.Equal("a b", tokens.Scope);
        Assert.False(_server.LastPost.Form.Contains("scope"));
    }
}
