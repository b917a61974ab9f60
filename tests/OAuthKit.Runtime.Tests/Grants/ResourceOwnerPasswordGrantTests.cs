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
    public async Task S061_A_lifetime_that_is_a_string_of_digits_counts()
    {
        _server.Token = number => StubHandler.Json(The.TokenJson(number, "\"3600\""));
        using var client = _server.Client();
        var policy = new TokenPolicy(TokenSource.Password(client, new ResourceOwnerPasswordGrant("alice", UserPassword.Parse("c4narY"))), client.Tokens, "alice");

        var tokens = await client.Tokens.GetTokenAsync(policy, Stop);

        Assert.Equal(TimeSpan.FromHours(1), tokens.ExpiresIn);
    }

    [Fact]
    public void Missing_values_are_argument_errors_before_any_request()
    {
        Assert.ThrowsAny<ArgumentException>(() => new ResourceOwnerPasswordGrant("", UserPassword.Parse("c4narY")));
        Assert.ThrowsAny<ArgumentException>(() => new ResourceOwnerPasswordGrant(null!, UserPassword.Parse("c4narY")));
        Assert.Throws<ArgumentNullException>(() => new ResourceOwnerPasswordGrant("jürgen", null!));
    }
}
