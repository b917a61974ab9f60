namespace OAuthKit;

public sealed class ResourceOwnerPasswordGrantTests
{
    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S037_Makes_one_request_with_name_and_password()
    {
        using var client = _server.Client();

        await client.RequestTokenAsync(new ResourceOwnerPasswordGrant("jürgen", UserPassword.Parse("p&ss c4narY ü")) { Scope = "a" }, Stop);

        Assert.Equal(1, _server.TokenRequests);
        Assert.Equal("password", Assert.Single(_server.LastTokenRequest.Form["grant_type"]));
        Assert.Equal("jürgen", Assert.Single(_server.LastTokenRequest.Form["username"]));
        Assert.Equal("p&ss c4narY ü", Assert.Single(_server.LastTokenRequest.Form["password"]));
        Assert.Equal("a", Assert.Single(_server.LastTokenRequest.Form["scope"]));
    }

    [Fact]
    public void Missing_values_are_argument_errors_before_any_request()
    {
        Assert.ThrowsAny<ArgumentException>(() => new ResourceOwnerPasswordGrant("", UserPassword.Parse("c4narY")));
        Assert.ThrowsAny<ArgumentException>(() => new ResourceOwnerPasswordGrant(null!, UserPassword.Parse("c4narY")));
        Assert.Throws<ArgumentNullException>(() => new ResourceOwnerPasswordGrant("jürgen", null!));
    }
}
