namespace OAuthKit;

/// <summary>Which addresses an issuer and its endpoints may have, and that they are the ones that are called.</summary>
public sealed class EndpointTests
{
    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Endpoints() => [.. Endpoint.BackChannel.Select(endpoint => endpoint.OptionName)];

    [Theory]
    [InlineData("http://login.example.com/token", false)]
    [InlineData("http://login.example.com/token", true)]
    [InlineData("http://localhost:8080/token", false)]
    public void S028_Http_is_refused(string url, bool isLoopbackAllowed)
    {
        var options = new BackchannelOptions { Handler = _server.Handler, DangerouslyAllowHttp = isLoopbackAllowed };

        Assert.Throws<ArgumentException>(() => AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = url }, options: options));
        Assert.Throws<ArgumentException>(() => new AuthorizationServer(url, options));
    }

    /// <summary>The reference wants a path. No specification does, and a server may well have its token endpoint at the root of a host.</summary>
    [Theory]
    [InlineData("http://localhost:8080/token", "http://localhost:8080/token")]
    [InlineData("http://127.0.0.1/", "http://127.0.0.1/")]
    [InlineData("https://login.example.com", "https://login.example.com/")]
    public async Task S028_Http_on_loopback_is_called_where_that_was_allowed_and_a_path_is_not_needed(string url, string called)
    {
        var options = _server.Options;
        options.DangerouslyAllowHttp = true;
        using var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = url }, options: options);
        using var client = new OAuthClient(server, The.Basic, options);

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(called, _server.LastTokenRequest.Url.AbsoluteUri);
    }

    [Fact]
    public async Task S029_An_issuer_and_its_endpoints_may_have_ports()
    {
        const string Issuer = "https://login.example.com:8443/tenant";
        _server.Metadata = () => StubHandler.Json(The.Metadata(Issuer, "https://login.example.com:9443/token"));
        using var client = new OAuthClient(Issuer, The.Basic, _server.Options);

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(["https://login.example.com:8443/tenant/.well-known/openid-configuration", "https://login.example.com:9443/token"], _server.Handler.Requests.Select(request => request.Url.AbsoluteUri));
    }

    /// <summary>The reference has the two names the wrong way round in two of its messages.</summary>
    [Fact]
    public async Task S126_Bug11_An_issuer_with_a_port_is_another_and_both_are_named()
    {
        const string Issuer = "https://login.example.com:8443";
        _server.Metadata = () => StubHandler.Json(The.Metadata());
        using var client = new OAuthClient(Issuer, The.Basic, _server.Options);

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.MetadataIssuerMismatch, e.Code);
        Assert.Contains($"names the issuer \"{The.Issuer}\", but \"{Issuer}\" is configured", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.TokenRequests);
    }

    [Theory]
    [InlineData("https://login.example.com/token#f")]
    [InlineData("https://login.example.com/token#")]
    [InlineData("https://user@login.example.com/token")]
    [InlineData("https://user:pw@login.example.com/token")]
    public void S030_An_endpoint_has_neither_fragment_nor_user(string url) =>
        Assert.Throws<ArgumentException>(() => AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = url }));

    [Theory]
    [InlineData("https://login.example.com:443/token", "https://login.example.com/token")]
    [InlineData("https://login.example.com:8443/token", "https://login.example.com:8443/token")]
    public async Task S030_A_port_is_fine_and_443_is_that_of_https(string url, string called)
    {
        using var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = url }, options: _server.Options);
        using var client = new OAuthClient(server, The.Basic, _server.Options);

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(called, _server.LastTokenRequest.Url.AbsoluteUri);
    }

    /// <summary>The reference reads seven members of the document, and neither device authorization nor backchannel authentication nor registration.</summary>
    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task S123_Every_endpoint_is_the_one_that_the_metadata_name(string name)
    {
        var endpoint = Endpoint.All.Single(endpoint => endpoint.OptionName == name);
        _server.Metadata = () => StubHandler.Json($$"""{"issuer":"{{The.Issuer}}","{{endpoint.MetadataName}}":"https://login.example.com/of/{{name}}"}""");
        using var client = _server.Client();

        using var response = await client.SendAsync(endpoint, [], null, Stop);

        Assert.Equal($"https://login.example.com/of/{name}", _server.LastTokenRequest.Url.AbsoluteUri);
    }

    [Fact]
    public async Task S123_A_document_without_a_token_endpoint_is_a_fault_once_tokens_are_asked_for()
    {
        _server.Metadata = () => StubHandler.Json($$"""{"issuer":"{{The.Issuer}}"}""");
        using var client = _server.Client();

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.MetadataMemberMissing, e.Code);
        Assert.Contains("token_endpoint", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.TokenRequests);
    }

    [Fact]
    public async Task S125_Without_an_issuer_or_with_an_address_in_the_clear_nothing_is_asked()
    {
        Assert.ThrowsAny<ArgumentException>(() => new AuthorizationServer(null!, _server.Options));
        Assert.ThrowsAny<ArgumentException>(() => new AuthorizationServer("http://login.example.com", _server.Options));
        Assert.ThrowsAny<ArgumentException>(() => new AuthorizationServer(The.Issuer, _server.Options) { MetadataAddress = "http://login.example.com/metadata" });
        using var client = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints(), options: _server.Options), The.Basic, _server.Options);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Empty(_server.Handler.Requests);
    }
}
