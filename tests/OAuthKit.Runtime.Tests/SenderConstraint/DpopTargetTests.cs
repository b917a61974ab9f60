namespace OAuthKit;

public sealed class DpopTargetTests
{
    [Theory]
    [InlineData("https://rs/resource?foo#bar", "https://rs/resource")]
    [InlineData("https://rs/resource#bar", "https://rs/resource")]
    [InlineData("https://rs/resource?", "https://rs/resource")]
    [InlineData("https://rs?foo", "https://rs/")]
    [InlineData("https://rs", "https://rs/")]
    [InlineData("https://rs:443/a", "https://rs/a")]
    [InlineData("http://rs:80/a", "http://rs/a")]
    [InlineData("https://rs:8443/a", "https://rs:8443/a")]
    [InlineData("HTTPS://RS.Example/A/b", "https://rs.example/A/b")]
    [InlineData("https://[::1]/a", "https://[::1]/a")]
    [InlineData("https://[2001:DB8:0:0:0:0:0:1]:8443/a", "https://[2001:db8::1]:8443/a")]
    [InlineData("https://127.0.0.1:5001/a", "https://127.0.0.1:5001/a")]
    [InlineData("https://rs/a/./b/../c", "https://rs/a/c")]
    [InlineData("https://rs/a%2Fb%20c", "https://rs/a%2Fb%20c")]
    [InlineData("https://rs/a%2fb", "https://rs/a%2fb")]
    [InlineData("https://rs/é x", "https://rs/%C3%A9%20x")]
    [InlineData("https://rs/a;b=c,d@e:f", "https://rs/a;b=c,d@e:f")]
    [InlineData("https://user:pass@rs/a?b", "https://rs/a")]
    [InlineData("https://user@rs:8443", "https://rs:8443/")]
    [InlineData("https://bücher.example/a?b", "https://xn--bcher-kva.example/a")]
    [InlineData("https://BÜCHER.example:8443/é", "https://xn--bcher-kva.example:8443/%C3%A9")]
    public void R227_The_target_is_the_url_as_it_is_sent_without_query_and_fragment(string url, string expected)
    {
        var uri = new Uri(url);

        Assert.Equal(expected, DpopTarget.Of(uri).ToString());
        // What goes into the request line, as the framework writes it.
        Assert.EndsWith(uri.AbsolutePath, expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "GET")]
    [InlineData("get", "GET")]
    [InlineData("patch", "PATCH")]
    [InlineData("DELETE", "DELETE")]
    [InlineData("PURGE", "PURGE")]
    [InlineData("purge", "purge")]
    public async Task R228_The_method_is_the_one_that_is_sent(string method, string expected)
    {
        await using var server = new LoopbackServer(LoopbackServer.Json("{}"));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), server.Origin);

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, DpopTarget.MethodOf(request.Method));
        Assert.Equal(expected, server.Requests.Single().Split(' ')[0]);
    }
}
