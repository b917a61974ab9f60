using System.Net;

namespace OAuthKit;

public sealed class WebFingerTests : IDisposable
{
    private const string Rel = "http://openid.net/specs/connect/1.0/issuer";

    private readonly StubHandler _handler;
    private Func<HttpResponseMessage> _answer = () => Document($$"""{"subject":"acct:joe@example.com","links":[{"rel":"other","href":"https://x.example"},{"rel":"{{Rel}}","href":"{{The.Issuer}}"}]}""");

    public WebFingerTests() => _handler = new StubHandler(_ => _answer());

    public void Dispose() => _handler.Dispose();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("joe@example.com", "https://example.com/", "acct:joe@example.com")]
    [InlineData("acct:joe@example.com", "https://example.com/", "acct:joe@example.com")]
    [InlineData("acct:juliet%40capulet.example@shopping.example.com", "https://shopping.example.com/", "acct:juliet%40capulet.example@shopping.example.com")]
    [InlineData("https://example.com/joe", "https://example.com/", "https://example.com/joe")]
    [InlineData("https://example.com:8080/", "https://example.com:8080/", "https://example.com:8080/")]
    [InlineData("example.com:8080", "https://example.com:8080/", "https://example.com:8080")]
    [InlineData("example.com/joe#me", "https://example.com/", "https://example.com/joe")]
    [InlineData("example.com", "https://example.com/", "https://example.com")]
    [InlineData(" joe@example.com ", "https://example.com/", "acct:joe@example.com")]
    public async Task The_host_of_an_address_is_asked_for_its_issuer(string identifier, string host, string resource)
    {
        var issuer = await FindAsync(identifier);

        Assert.Equal(The.Issuer, issuer);
        var request = Assert.Single(_handler.Requests);
        Assert.StartsWith($"{host}.well-known/webfinger?", request.Url.OriginalString, StringComparison.Ordinal);
        var query = AuthorizationRig.Query(request.Url.OriginalString);
        Assert.Equal(resource, query["resource"].Single());
        Assert.Equal(Rel, query["rel"].Single());
    }

    [Theory]
    [InlineData("http://example.com/joe")]
    [InlineData("ftp://example.com")]
    [InlineData("=joe")]
    [InlineData("@example.com")]
    [InlineData("joe@")]
    [InlineData("joe@exa mple.com")]
    [InlineData("https://user@example.com/")]
    [InlineData("https://")]
    public async Task R022_An_identifier_that_is_no_address_sends_nothing(string identifier)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => FindAsync(identifier));
        Assert.Empty(_handler.Requests);
    }

    [Theory]
    [InlineData("joe@localhost")]
    [InlineData("joe@127.0.0.1")]
    [InlineData("https://[::1]/joe")]
    [InlineData("https://2130706433/joe")]
    [InlineData("https://0x7f.1/joe")]
    [InlineData("joe@intranet")]
    [InlineData("joe@db.internal")]
    [InlineData("joe@printer.local")]
    public async Task R022_Hosts_of_this_network_are_not_asked(string identifier)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => FindAsync(identifier));
        Assert.Empty(_handler.Requests);
    }

    [Fact]
    public async Task R022_The_caller_says_which_hosts_may_be_asked()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WebFinger.FindIssuerAsync("joe@example.com", host => host == "other.example", Options, Stop));
        Assert.Empty(_handler.Requests);
        Assert.Equal(The.Issuer, await WebFinger.FindIssuerAsync("joe@intranet", host => host == "intranet", Options, Stop));
    }

    [Theory]
    [InlineData("http://login.example.com")]
    [InlineData("//login.example.com")]
    [InlineData("https://login.example.com?x=1")]
    [InlineData("https://login.example.com#x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task R022_An_issuer_that_is_no_https_url_is_rejected(string href)
    {
        _answer = () => Document($$"""{"subject":"acct:joe@example.com","links":[{"rel":"{{Rel}}","href":"{{href}}"}]}""");

        Assert.Equal(OAuthFault.WebFingerMalformed, (await Assert.ThrowsAsync<OAuthException>(() => FindAsync())).Code);
    }

    [Theory]
    [InlineData("""{"links":[]}""")]
    [InlineData("""{}""")]
    [InlineData("""{"links":{}}""")]
    [InlineData("""{"links":[null,7,"x"]}""")]
    [InlineData("""{"subject":7,"links":[{"rel":"http://openid.net/specs/connect/1.0/issuer","href":"https://login.example.com"}]}""")]
    [InlineData("""{"links":[{"rel":"http://openid.net/specs/connect/1.0/issuer","href":7}]}""")]
    [InlineData("""{"links":[{"rel":"http://openid.net/specs/connect/1.0/issuer","href":"https://a.example"},{"rel":"http://openid.net/specs/connect/1.0/issuer","href":"https://b.example"}]}""")]
    [InlineData("""[]""")]
    [InlineData("""nothing""")]
    public async Task R022_An_answer_without_one_issuer_is_rejected(string json)
    {
        _answer = () => Document(json);

        Assert.Equal(OAuthFault.WebFingerMalformed, (await Assert.ThrowsAsync<OAuthException>(() => FindAsync())).Code);
    }

    [Fact]
    public async Task R022_An_answer_of_another_type_is_rejected()
    {
        _answer = () => StubHandler.Text($$"""{"links":[{"rel":"{{Rel}}","href":"{{The.Issuer}}"}]}""", "text/html");

        Assert.Equal(OAuthFault.WebFingerMalformed, (await Assert.ThrowsAsync<OAuthException>(() => FindAsync())).Code);
    }

    [Fact]
    public async Task R022_A_host_without_an_answer_is_a_typed_error()
    {
        _answer = () => new HttpResponseMessage(HttpStatusCode.NotFound);

        var e = await Assert.ThrowsAsync<OAuthException>(() => FindAsync());

        Assert.Equal(OAuthFault.WebFingerStatus, e.Code);
        Assert.Equal(404, e.StatusCode);
    }

    [Fact]
    public async Task R022_No_redirect_is_followed()
    {
        _answer = () => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("https://evil.example/") } };

        Assert.Equal(OAuthFault.RedirectRefused, (await Assert.ThrowsAsync<OAuthException>(() => FindAsync())).Code);
        Assert.Single(_handler.Requests);
    }

    [Fact]
    public async Task R022_The_metadata_of_the_issuer_must_say_the_same()
    {
        _answer = () => Document($$"""{"links":[{"rel":"{{Rel}}","href":"https://evil.example"}]}""");
        var issuer = await FindAsync();
        _answer = () => StubHandler.Json(The.Metadata());
        using var server = new AuthorizationServer(issuer, Options);

        var e = await Assert.ThrowsAsync<OAuthException>(() => server.GetMetadataAsync(Stop).AsTask());

        Assert.Equal(OAuthFault.MetadataIssuerMismatch, e.Code);
    }

    private BackchannelOptions Options => new() { Handler = _handler };

    private static HttpResponseMessage Document(string json) => StubHandler.Text(json, "application/jrd+json");

    private Task<string> FindAsync(string identifier = "joe@example.com") => WebFinger.FindIssuerAsync(identifier, options: Options, cancellationToken: Stop);
}
