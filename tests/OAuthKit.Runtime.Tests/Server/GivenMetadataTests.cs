namespace OAuthKit;

public sealed class GivenMetadataTests
{
    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metadata_at_another_address_must_name_the_same_issuer()
    {
        using var server = new AuthorizationServer(The.Issuer, _server.Options) { MetadataAddress = "https://mirror.example/as.json" };
        await server.GetMetadataAsync(Stop);
        Assert.Equal("https://mirror.example/as.json", Assert.Single(_server.Handler.Requests).Url.AbsoluteUri);

        _server.Metadata = () => StubHandler.Json(The.Metadata("https://mirror.example"));
        using var other = new AuthorizationServer(The.Issuer, _server.Options) { MetadataAddress = "https://mirror.example/as.json" };
        Assert.Equal(OAuthFault.MetadataIssuerMismatch, (await Assert.ThrowsAsync<OAuthException>(() => other.GetMetadataAsync(Stop).AsTask())).Code);
    }

    [Theory]
    [InlineData("http://login.example.com/token")]
    [InlineData("/token")]
    [InlineData("https://u:p@login.example.com/token")]
    [InlineData("https://login.example.com/token#f")]
    public void R007_Endpoints_given_by_hand_are_checked_when_they_are_given(string url)
    {
        var endpoints = new ServerEndpoints { Token = url };

        Assert.ThrowsAny<ArgumentException>(() => AuthorizationServer.FromEndpoints(endpoints));
        Assert.ThrowsAny<ArgumentException>(() => new AuthorizationServer(The.Issuer) { Endpoints = endpoints });
        Assert.ThrowsAny<ArgumentException>(() => new AuthorizationServer(The.Issuer) { MetadataAddress = url });
    }

    [Fact]
    public async Task Endpoints_given_by_hand_win_over_discovery_and_need_none()
    {
        using var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = "https://login.example.com/by-hand" }, options: _server.Options);
        using var client = new OAuthClient(server, The.Basic, _server.Options);

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal("/by-hand", Assert.Single(_server.Handler.Requests).Url.AbsolutePath);
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.GetMetadataAsync(Stop).AsTask());
    }

    [Fact]
    public async Task Metadata_at_hand_is_not_fetched()
    {
        using var server = AuthorizationServer.FromMetadata(ServerMetadata.Parse(The.Metadata()), _server.Options);
        using var client = new OAuthClient(server, The.Basic, _server.Options);

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(0, _server.MetadataRequests);
        Assert.Equal(The.Issuer, server.Issuer);
    }

    [Fact]
    public void Metadata_at_hand_without_an_issuer_is_refused()
    {
        var e = Assert.Throws<OAuthException>(() => ServerMetadata.Parse("{}"));

        Assert.Equal(OAuthFault.MetadataMemberMissing, e.Code);
        Assert.Contains("\"issuer\"", e.Message, StringComparison.Ordinal);
    }
}
