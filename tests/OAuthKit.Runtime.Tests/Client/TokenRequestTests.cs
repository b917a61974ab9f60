namespace OAuthKit;

public sealed class TokenRequestTests
{
    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R083_Posts_a_form_with_nothing_in_the_query()
    {
        var sent = await SendAsync(The.Grant);

        Assert.Equal("POST", sent.Method);
        Assert.Equal("application/x-www-form-urlencoded", sent.Headers["Content-Type"]);
        Assert.Empty(sent.Url.Query);
        Assert.Equal("grant_type=client_credentials&scope=orders.read", sent.Body);
    }

    [Fact]
    public async Task R083_A_query_that_the_token_endpoint_has_is_kept()
    {
        _server.Metadata = () => StubHandler.Json(The.Metadata(tokenEndpoint: "https://login.example.com/token?p=b2c_1"));

        var sent = await SendAsync(The.Grant);

        Assert.Equal("?p=b2c_1", sent.Url.Query);
    }

    [Fact]
    public async Task R086_Asks_for_json()
    {
        var sent = await SendAsync(The.Grant);

        Assert.Equal("application/json", sent.Headers["Accept"]);
        Assert.All(_server.Handler.Requests, request => Assert.Equal("application/json", request.Headers["Accept"]));
    }

    [Fact]
    public async Task Everything_that_a_grant_asks_for_is_sent_in_order()
    {
        var sent = await SendAsync(new ClientCredentialsGrant
        {
            Scope = "a b",
            Resource = ["https://api.example.com/", "urn:orders"],
            Audience = "orders & co",
            Parameters = new Dictionary<string, string> { ["tenant"] = "eu/1", ["empty"] = "" },
        });

        Assert.Equal(
            "grant_type=client_credentials&scope=a+b&resource=https%3A%2F%2Fapi.example.com%2F&resource=urn%3Aorders&audience=orders+%26+co&tenant=eu%2F1&empty=",
            sent.Body);
    }

    [Fact]
    public async Task Parameters_of_the_client_are_sent_with_every_request_and_those_of_the_grant_win()
    {
        using var client = new OAuthClient(The.Issuer, The.Basic, _server.Options)
        {
            Parameters = new Dictionary<string, string> { ["tenant"] = "eu", ["api_version"] = "2" },
        };

        await client.RequestTokenAsync(new ClientCredentialsGrant { Parameters = new Dictionary<string, string> { ["tenant"] = "us" } }, Stop);

        Assert.Equal("us", Assert.Single(_server.LastTokenRequest.Form["tenant"]));
        Assert.Equal("2", Assert.Single(_server.LastTokenRequest.Form["api_version"]));
    }

    [Theory]
    [InlineData("grant_type")]
    [InlineData("client_id")]
    [InlineData("client_secret")]
    [InlineData("client_assertion")]
    [InlineData("client_assertion_type")]
    [InlineData("scope")]
    [InlineData("resource")]
    [InlineData("audience")]
    [InlineData("")]
    public void A_free_parameter_is_none_that_is_set_elsewhere(string name)
    {
        var parameters = new Dictionary<string, string> { [name] = "x" };

        Assert.Throws<ArgumentException>(() => new ClientCredentialsGrant { Parameters = parameters });
        Assert.Throws<ArgumentException>(() => new OAuthClient(The.Issuer, The.Basic) { Parameters = parameters });
    }

    [Fact]
    public async Task A_users_own_grant_adds_its_parameters()
    {
        var sent = await SendAsync(new DeviceIdentityGrant { Scope = "x" });

        Assert.Equal("grant_type=urn%3Aacme%3Adevice&device=7&scope=x", sent.Body);
    }

    [Theory]
    [InlineData("a  b")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("ä")]
    public void A_scope_that_breaks_the_grammar_is_refused(string scope) =>
        Assert.Throws<ArgumentException>(() => new ClientCredentialsGrant { Scope = scope });

    [Theory]
    [InlineData("")]
    [InlineData("/orders")]
    [InlineData("orders")]
    [InlineData("https://api.example.com#x")]
    [InlineData("https://api.example.com/a b")]
    public void A_resource_is_an_absolute_uri_without_fragment(string resource) =>
        Assert.Throws<ArgumentException>(() => new ClientCredentialsGrant { Resource = [resource] });

    [Fact]
    public void A_parameter_stands_once_but_for_resource_and_audience()
    {
        var form = new FormParameters { { "a", "1" }, { "resource", "urn:a" }, { "resource", "urn:b" }, { "audience", "x" }, { "audience", "y" } };

        Assert.Throws<ArgumentException>(() => form.Add("a", "2"));
        Assert.Equal(5, form.Count());
    }

    [Fact]
    public async Task Cancellation_passes_as_cancellation()
    {
        _server.Gate = new TaskCompletionSource().Task;
        using var client = _server.Client();
        using var cancellation = new CancellationTokenSource();

        var request = client.RequestTokenAsync(The.Grant, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    /// <summary>The reference's client, left by an exception, swallows it.</summary>
    [Fact]
    public async Task Bug10_An_exception_passes_through_using_a_client()
    {
        var thrown = new FormatException("mine");

        var e = await Assert.ThrowsAsync<FormatException>(async () =>
        {
            using var client = _server.Client();
            await client.RequestTokenAsync(The.Grant, Stop);
            throw thrown;
        });

        Assert.Same(thrown, e);
    }

    private async Task<SentRequest> SendAsync(TokenGrant grant)
    {
        using var client = _server.Client();
        await client.RequestTokenAsync(grant, Stop);
        return _server.LastTokenRequest;
    }

    private sealed class DeviceIdentityGrant : TokenGrant
    {
        public override string GrantType => "urn:acme:device";

        protected override void AddParameters(FormParameters form) => form.Add("device", "7");
    }
}
