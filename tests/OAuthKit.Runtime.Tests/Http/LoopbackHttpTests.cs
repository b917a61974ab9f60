namespace OAuthKit;

public sealed class LoopbackHttpTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://localhost")]
    [InlineData("http://[::1]:5000")]
    public void R302_Http_on_loopback_needs_the_switch(string issuer)
    {
        Assert.Throws<ArgumentException>(() => new AuthorizationServer(issuer));
        using var server = new AuthorizationServer(issuer, LoopbackServer.Options());

        Assert.Equal(issuer, server.Issuer);
    }

    [Theory]
    [InlineData("http://login.example.com")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://127.0.0.1@evil.example")]
    [InlineData("http://0.0.0.0")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://169.254.169.254")]
    [InlineData("http://[::]")]
    public void R302_The_switch_opens_loopback_only(string issuer)
    {
        Assert.Throws<ArgumentException>(() => new AuthorizationServer(issuer, LoopbackServer.Options()));
        Assert.Throws<ArgumentException>(() => AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = issuer + "/token" }, options: LoopbackServer.Options()));
        Assert.Throws<ArgumentException>(() => new OAuthHandler(TokenPolicy.Anonymous, new Uri(issuer), new OAuthHandlerOptions { DangerouslyAllowHttp = true }));
    }

    [Fact]
    public async Task R302_Metadata_from_loopback_cannot_send_secrets_elsewhere_in_the_clear()
    {
        var handler = new StubHandler(_ => StubHandler.Json(The.Metadata("http://127.0.0.1:5000", "http://login.example.com/token")));
        var options = LoopbackServer.Options(handler);
        using var client = new OAuthClient("http://127.0.0.1:5000", The.Basic, options);

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.MetadataMemberInvalid, e.Code);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task R302_A_client_without_the_switch_does_not_take_it_from_its_server()
    {
        var handler = new StubHandler(_ => StubHandler.Json(The.TokenJson()));
        using var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = "http://127.0.0.1:5000/token" }, options: LoopbackServer.Options(handler));
        using var client = new OAuthClient(server, The.Basic, new BackchannelOptions { Handler = handler });

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Empty(handler.Requests);
    }

    [Fact]
    public void R302_The_switch_is_logged()
    {
        var logs = new LogCapture();
        using var server = new AuthorizationServer("http://localhost", new BackchannelOptions { DangerouslyAllowHttp = true, LoggerFactory = logs });
        using var handler = new OAuthHandler(TokenPolicy.Anonymous, new Uri("http://localhost"), new OAuthHandlerOptions { DangerouslyAllowHttp = true, LoggerFactory = logs });

        Assert.Equal([201, 404], logs.Messages.Select(message => message.Id.Id));
        Assert.All(logs.Messages, message => Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Warning, message.Level));
    }
}
