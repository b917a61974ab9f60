namespace OAuthKit;

public sealed class ReturnUrlValidatorTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/orders")]
    [InlineData("/orders?page=2&next=//evil.example#top")]
    [InlineData("/a//b")]
    [InlineData("/ü")]
    [InlineData("/%2F%2Fevil.example")]
    public void R057_A_path_of_this_host_is_allowed(string url)
    {
        Assert.True(ReturnUrlValidator.IsLocal(url));
        Assert.True(new ReturnUrlValidator().IsAllowed(url));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("\\/evil.example")]
    [InlineData("/a\\..\\evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https:/evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("HTTPS://evil.example/orders")]
    [InlineData("http://shop.example/")]
    [InlineData("https://shop.example.evil.example/")]
    [InlineData("https://shop.example@evil.example/")]
    [InlineData("https://shop.example:8443/")]
    [InlineData("https://evil.example\\@shop.example/")]
    [InlineData("https://evil.example#@shop.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("\t//evil.example")]
    [InlineData(" //evil.example")]
    [InlineData(" /orders")]
    [InlineData("/orders ")]
    [InlineData("/\u0000/evil.example")]
    [InlineData("/\u00a0")]
    [InlineData("orders")]
    [InlineData("?x")]
    [InlineData("~/orders")]
    [InlineData("")]
    [InlineData(null)]
    public void R057_Anything_else_is_not(string? url)
    {
        Assert.False(ReturnUrlValidator.IsLocal(url));
        Assert.False(new ReturnUrlValidator("https://shop.example").IsAllowed(url));
    }

    [Theory]
    [InlineData("https://shop.example")]
    [InlineData("https://shop.example/")]
    [InlineData("https://shop.example/orders?x#y")]
    [InlineData("https://SHOP.example:443/orders")]
    [InlineData("https://other.example:8443/")]
    public void R057_An_origin_that_is_named_is_allowed(string url) =>
        Assert.True(new ReturnUrlValidator("https://shop.example", "https://other.example:8443/").IsAllowed(url));

    [Theory]
    [InlineData("shop.example")]
    [InlineData("http://shop.example")]
    [InlineData("https://shop.example/orders")]
    [InlineData("https://shop.example?x")]
    [InlineData("*")]
    [InlineData("")]
    public void R057_An_origin_is_an_https_url_and_nothing_more(string origin) =>
        Assert.Throws<ArgumentException>(() => new ReturnUrlValidator(origin));
}
