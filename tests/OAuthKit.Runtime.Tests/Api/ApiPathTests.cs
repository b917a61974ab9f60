using System.Reflection;

namespace OAuthKit;

public sealed class ApiPathTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://api.example.com/v1")]
    [InlineData("https://api.example.com/v1/")]
    public async Task S154_A_root_with_and_without_its_slash_gives_the_same_urls(string root)
    {
        foreach (var path in (ApiPath[])["resource", "/resource", ["resource"], ["/resource"]])
        {
            using var rig = new ApiRig(root: root);
            await rig.Api.GetAsync(path, cancellationToken: Stop);
            Assert.Equal("https://api.example.com/v1/resource", rig.Url);
        }

        using var nested = new ApiRig(root: root);
        await nested.Api["resource"].GetAsync(cancellationToken: Stop);
        Assert.Equal("https://api.example.com/v1/resource", nested.Url);
    }

    [Theory]
    [InlineData("https://api.example.com/v1")]
    [InlineData("https://api.example.com/v1/")]
    [InlineData("https://api.example.com/")]
    public async Task S154_Without_a_path_the_root_itself_is_called(string root)
    {
        using var rig = new ApiRig(root: root);
        await rig.Api.GetAsync(cancellationToken: Stop);
        Assert.Equal(root, rig.Url);
    }

    [Fact]
    public async Task S154_Sub_clients_nest_and_keep_settings_and_token()
    {
        using var rig = new ApiRig(configure: options => options.Headers["X-Own"] = "kept");
        await rig.Api["users"][1234].GetAsync("details", cancellationToken: Stop);
        Assert.Equal("https://api.example.com/v1/users/1234/details", rig.Url);
        Assert.Equal("kept", rig.Sent.Headers["X-Own"]);
        Assert.Equal(Rig.Bearer(1), rig.Sent.Authorization);
    }

    [Fact]
    public async Task S155_Parts_are_text_bytes_numbers_and_identifiers_with_one_slash_between_them()
    {
        using var rig = new ApiRig();
        await rig.Api.GetAsync(["users"u8, 0, 9876543210L, "bytes"u8.ToArray(), "/foo", Guid.Empty], cancellationToken: Stop);
        Assert.Equal("https://api.example.com/v1/users/0/9876543210/bytes/foo/00000000-0000-0000-0000-000000000000", rig.Url);
    }

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a b?c#d", "a%20b%3Fc%23d")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("\\x..", "%5Cx..")]
    [InlineData("urn:x", "urn:x")]
    [InlineData("//evil.example", "evil.example")]
    [InlineData("ä", "%C3%A4")]
    public async Task S155_A_part_stays_one_part_whatever_it_holds(string part, string sent)
    {
        using var rig = new ApiRig();
        await rig.Api.GetAsync(["users", part], cancellationToken: Stop);
        Assert.Equal("https://api.example.com/v1/users/" + sent, rig.Url);
    }

    [Fact]
    public void S156_Only_types_with_one_way_to_write_them_are_parts()
    {
        var taken = typeof(ApiSegment).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.Name == "op_Implicit").Select(method => method.GetParameters()[0].ParameterType);
        Assert.Equal(["Byte[]", "Guid", "Int32", "Int64", "ReadOnlySpan`1", "String"], taken.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("https://evil.example/x")]
    [InlineData("http:foo")]
    [InlineData("mailto:x")]
    [InlineData("//evil.example/x")]
    [InlineData("///evil.example/x")]
    [InlineData("/\\evil.example")]
    [InlineData("..")]
    [InlineData("users/../../admin")]
    [InlineData("users/./x")]
    [InlineData("users/%2e%2E/admin")]
    [InlineData("users/..%2Fadmin")]
    [InlineData("users/%2e%2e%5cadmin")]
    [InlineData("users\r\nX: y")]
    [InlineData("users#x")]
    public async Task S156_Text_that_leads_out_of_the_root_is_refused(string path)
    {
        using var rig = new ApiRig();
        await Assert.ThrowsAsync<ArgumentException>(async () => await rig.Api.GetAsync(path, cancellationToken: Stop));
        Assert.Empty(rig.Handler.Requests);
        Assert.Empty(rig.Server.Handler.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a\\..\\b")]
    [InlineData(null)]
    public void A_part_that_would_call_another_resource_is_refused(string? part) =>
        Assert.ThrowsAny<ArgumentException>(() => ApiPath.Create("users", (ApiSegment)part!));

    [Fact]
    public void An_empty_list_of_parts_is_refused() => Assert.Throws<ArgumentException>(() => ApiPath.Create());

    [Theory]
    [InlineData("", "https://api.example.com/v1/")]
    [InlineData("users//1", "https://api.example.com/v1/users/1")]
    [InlineData("users?next=https://x.example/..//y", "https://api.example.com/v1/users?next=https://x.example/..//y")]
    [InlineData("/users:batch", "https://api.example.com/v1/users:batch")]
    public async Task Text_is_appended_as_it_is(string path, string sent)
    {
        using var rig = new ApiRig();
        await rig.Api.GetAsync(path, cancellationToken: Stop);
        Assert.Equal(sent, rig.Url);
    }

    [Theory]
    [InlineData("https://api.example.com/v1/users?page=2")]
    [InlineData("https://API.example.com:443/v1/users")]
    [InlineData("https://files.example.com/any/where")]
    public async Task A_full_url_is_called_where_it_is_given_as_one_and_is_allowed(string url)
    {
        using var rig = new ApiRig(configure: options => options.AllowedOrigins.Add(new Uri("https://files.example.com")));
        await rig.Api.GetAsync(ApiPath.FromUrl(new Uri(url)), cancellationToken: Stop);
        Assert.Equal(new Uri(url), rig.Sent.Url);
    }

    [Theory]
    [InlineData("https://api.example.com/v2/users")]
    [InlineData("https://api.example.com/v1x")]
    [InlineData("https://api.example.com/v1/../admin")]
    [InlineData("https://api.example.com/v1/%2e%2e%2fadmin")]
    [InlineData("https://evil.example/v1/users")]
    [InlineData("http://api.example.com/v1/users")]
    [InlineData("https://x@api.example.com/v1/users")]
    [InlineData("https://api.example.com:8443/v1/users")]
    public async Task A_full_url_elsewhere_is_refused(string url)
    {
        using var rig = new ApiRig();
        await Assert.ThrowsAsync<ArgumentException>(() => rig.Api.GetAsync(ApiPath.FromUrl(new Uri(url)), cancellationToken: Stop));
        Assert.Empty(rig.Handler.Requests);
        Assert.Empty(rig.Server.Handler.Requests);
    }

    [Fact]
    public async Task The_query_of_a_call_follows_that_of_the_path()
    {
        using var rig = new ApiRig();
        await rig.Api.GetAsync("users?a=1", new ApiCall { Query = new() { { "b", "x y&z" }, { "none", null }, { "flag", true }, { "n", 3 } } }, Stop);
        Assert.Equal("https://api.example.com/v1/users?a=1&b=x+y%26z&flag=true&n=3", rig.Url);
    }

    [Theory]
    [InlineData("http://api.example.com")]
    [InlineData("http://127.0.0.1:80")]
    [InlineData("https://api.example.com/?x=1")]
    [InlineData("https://api.example.com/#x")]
    [InlineData("https://user@api.example.com/")]
    [InlineData("ftp://api.example.com/")]
    public void A_root_that_is_not_a_plain_https_url_is_refused(string root) =>
        Assert.Throws<ArgumentException>(() => new ApiRig(root: root));

    [Fact]
    public async Task A_loopback_root_by_http_is_called_where_the_danger_is_named()
    {
        using var rig = new ApiRig(configure: options => options.DangerouslyAllowHttp = true, root: "http://127.0.0.1:5000");
        await rig.Api.GetAsync("x", cancellationToken: Stop);
        Assert.Equal("http://127.0.0.1:5000/x", rig.Url);
    }
}
