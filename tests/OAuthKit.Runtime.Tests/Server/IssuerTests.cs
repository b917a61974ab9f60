namespace OAuthKit;

public sealed class IssuerTests
{
    [Theory]
    [InlineData("http://login.example.com")]
    [InlineData("https://login.example.com?x=1")]
    [InlineData("https://login.example.com?")]
    [InlineData("https://login.example.com#f")]
    [InlineData("ftp://login.example.com")]
    [InlineData("login.example.com")]
    [InlineData("/login")]
    [InlineData("https://")]
    [InlineData("https:///x")]
    [InlineData("https:login.example.com")]
    [InlineData(" https://login.example.com")]
    [InlineData("https://login.example.com\r\n")]
    [InlineData("https://user:pw@login.example.com")]
    [InlineData("https:\\\\login.example.com")]
    [InlineData("https://login.example.com\\evil")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    [InlineData(" ")]
    public void R001_Refuses_what_is_no_https_url_without_query_and_fragment(string issuer)
    {
        var server = new FakeServer();

        Assert.ThrowsAny<ArgumentException>(() => new AuthorizationServer(issuer, server.Options));
        Assert.ThrowsAny<ArgumentException>(() => new OAuthClient(issuer, The.Basic, server.Options));

        Assert.Empty(server.Handler.Requests);
    }

    [Fact]
    public void R001_The_message_repeats_neither_a_password_nor_a_query()
    {
        var e = Assert.Throws<ArgumentException>(() => new AuthorizationServer($"https://user:{The.Canary}@login.example.com/?key={The.Canary}"));

        Assert.DoesNotContain(The.Canary, e.ToString(), StringComparison.Ordinal);
        Assert.Contains("login.example.com", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://as", "https://as/.well-known/openid-configuration")]
    [InlineData("https://as/", "https://as/.well-known/openid-configuration")]
    [InlineData("https://as/issuer1", "https://as/issuer1/.well-known/openid-configuration")]
    [InlineData("https://as/issuer1/", "https://as/issuer1/.well-known/openid-configuration")]
    [InlineData("https://as:8443/a/b/", "https://as:8443/a/b/.well-known/openid-configuration")]
    public async Task R002_S127_Appends_the_openid_document_to_the_issuer(string issuer, string document)
    {
        var handler = new StubHandler(_ => StubHandler.Json(The.Metadata(issuer)));
        using var server = new AuthorizationServer(issuer, new BackchannelOptions { Handler = handler });

        var metadata = await server.GetMetadataAsync(TestContext.Current.CancellationToken);

        Assert.Equal(issuer, metadata.Issuer);
        Assert.Equal(document, Assert.Single(handler.Requests).Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://as", "https://as/.well-known/oauth-authorization-server")]
    [InlineData("https://as/", "https://as/.well-known/oauth-authorization-server")]
    [InlineData("https://as/issuer1", "https://as/.well-known/oauth-authorization-server/issuer1")]
    [InlineData("https://as/issuer1/", "https://as/.well-known/oauth-authorization-server/issuer1")]
    [InlineData("https://as:8443/a/b/", "https://as:8443/.well-known/oauth-authorization-server/a/b")]
    public async Task R003_S127_Bug11_Inserts_the_oauth_document_between_host_and_path(string issuer, string document)
    {
        var handler = new StubHandler(request => request.Url.AbsolutePath.EndsWith("openid-configuration", StringComparison.Ordinal)
            ? new HttpResponseMessage(System.Net.HttpStatusCode.NotFound)
            : StubHandler.Json(The.Metadata(issuer)));
        using var server = new AuthorizationServer(issuer, new BackchannelOptions { Handler = handler });

        await server.GetMetadataAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, handler.Requests.Length);
        Assert.Equal(document, handler.Requests[1].Url.AbsoluteUri);
    }
}
