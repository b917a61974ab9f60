namespace OAuthKit;

public sealed class ResourceChallengeTests : IDisposable
{
    private const string Elsewhere = "https://meta.example.com/api.json";

    private readonly ResourceServer _api = new();

    public void Dispose() => _api.Dispose();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData($"Bearer resource_metadata=\"{ResourceServer.Document}\"", ResourceServer.Document)]
    [InlineData($"Bearer resource_metadata=\"{Elsewhere}\"", Elsewhere)]
    [InlineData($"DPoP algs=\"ES256\", resource_metadata=\"{Elsewhere}\"", Elsewhere)]
    [InlineData($"Basic realm=\"x\", Bearer error=\"invalid_token\", RESOURCE_METADATA=\"{Elsewhere}\"", Elsewhere)]
    [InlineData($"Bearer resource_metadata=\"{Elsewhere}\", DPoP resource_metadata=\"{Elsewhere}\"", Elsewhere)]
    public async Task R019_The_challenge_says_where_the_metadata_are(string challenge, string address)
    {
        using var api = ProtectedResource.FromChallenge(ResourceServer.Refusal(ResourceServer.Resource, challenge), _api.Options);
        Assert.Empty(_api.Sent);

        var metadata = await api.GetMetadataAsync(Stop);

        Assert.Equal([$"GET {address}"], _api.Sent);
        Assert.Equal(ResourceServer.Resource, metadata.Resource);
    }

    [Theory]
    [InlineData("https://evil.example/mcp")]
    [InlineData("https://api.example.com/")]
    [InlineData("https://api.example.com/mcp/")]
    [InlineData("https://api.example.com/mcp?x=1")]
    [InlineData("https://api.example.com/Mcp")]
    [InlineData("https://meta.example.com/mcp")]
    public async Task R019_The_metadata_must_name_the_url_that_was_requested(string resource)
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(resource));
        using var api = ProtectedResource.FromChallenge(ResourceServer.Refusal(ResourceServer.Resource, $"Bearer resource_metadata=\"{Elsewhere}\""), _api.Options);

        var e = await Assert.ThrowsAsync<OAuthException>(() => OAuthClient.ForResourceAsync(api, The.Basic, Stop));

        Assert.Equal(OAuthFault.ResourceMetadataMismatch, e.Code);
        Assert.Equal([$"GET {Elsewhere}"], _api.Sent);
    }

    [Fact]
    public async Task R019_An_api_can_not_pass_for_another_by_metadata_elsewhere()
    {
        // The API at rs.example shows metadata of evil.example, whose document names evil.example and its server.
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json("https://evil.example", "\"https://login.evil.example\""));
        using var api = ProtectedResource.FromChallenge(ResourceServer.Refusal("https://rs.example/", "Bearer resource_metadata=\"https://evil.example/.well-known/oauth-protected-resource\""), _api.Options);

        var e = await Assert.ThrowsAsync<OAuthException>(() => OAuthClient.ForResourceAsync(api, The.Basic, Stop));

        Assert.Equal(OAuthFault.ResourceMetadataMismatch, e.Code);
        Assert.Equal(["GET https://evil.example/.well-known/oauth-protected-resource"], _api.Sent);
    }

    [Theory]
    [InlineData("https://api.example.com", "https://api.example.com")]
    [InlineData("https://api.example.com", "https://api.example.com/")]
    [InlineData("https://api.example.com/", "https://api.example.com")]
    [InlineData("https://API.example.com/mcp", "https://API.example.com/mcp")]
    [InlineData("https://API.example.com/mcp", "https://api.example.com/mcp")]
    [InlineData("https://api.example.com/mcp#part", "https://api.example.com/mcp")]
    [InlineData("https://api.example.com/mcp?x=1", "https://api.example.com/mcp?x=1")]
    public async Task R019_Spellings_that_are_one_request_on_the_wire_are_one_url(string requested, string resource)
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(resource));
        using var api = ProtectedResource.FromChallenge(ResourceServer.Refusal(requested, $"Bearer resource_metadata=\"{Elsewhere}\""), _api.Options);

        Assert.Equal(resource, (await api.GetMetadataAsync(Stop)).Resource);
    }

    [Fact]
    public async Task R019_An_identifier_that_the_application_knows_stands_in_place_of_the_url()
    {
        using var refusal = ResourceServer.Refusal(ResourceServer.Resource + "/orders/42", $"Bearer resource_metadata=\"{ResourceServer.Document}\"");
        using var strict = ProtectedResource.FromChallenge(refusal, _api.Options);
        Assert.Equal(OAuthFault.ResourceMetadataMismatch, (await Assert.ThrowsAsync<OAuthException>(() => strict.GetMetadataAsync(Stop).AsTask())).Code);

        using var api = ProtectedResource.FromChallenge(refusal, _api.Options, ResourceServer.Resource);

        Assert.Equal(ResourceServer.Resource, (await api.GetMetadataAsync(Stop)).Resource);
    }

    [Theory]
    [InlineData("https://api.example.com/mcp2")]
    [InlineData("https://api.example.com/mc")]
    [InlineData("https://other.example.com/mcp")]
    [InlineData("https://api.example.com:8443/mcp")]
    [InlineData("http://api.example.com/mcp")]
    [InlineData("https://api.example.com/mcp#x")]
    public void R019_An_identifier_that_the_url_is_not_under_is_refused(string resource)
    {
        using var refusal = ResourceServer.Refusal("https://api.example.com/mcp/orders", $"Bearer resource_metadata=\"{Elsewhere}\"");

        Assert.ThrowsAny<ArgumentException>(() => ProtectedResource.FromChallenge(refusal, _api.Options, resource));
        Assert.Empty(_api.Sent);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer error=\"invalid_token\"")]
    [InlineData("Bearer resource_metadata=\"\"")]
    [InlineData("Bearer resource_metadata=\"http://api.example.com/meta\"")]
    [InlineData("Bearer resource_metadata=\"/meta\"")]
    [InlineData("Bearer resource_metadata=\"file:///etc/passwd\"")]
    [InlineData("Bearer resource_metadata=\"https://user@api.example.com/\"")]
    [InlineData("Bearer resource_metadata=\"https://api.example.com/#x\"")]
    [InlineData("Bearer resource_metadata=\"https://a.example/\", DPoP resource_metadata=\"https://b.example/\"")]
    public void R019_A_challenge_without_one_safe_address_sends_nothing(string challenge)
    {
        using var refusal = ResourceServer.Refusal(ResourceServer.Resource, challenge);

        var e = Assert.Throws<OAuthException>(() => ProtectedResource.FromChallenge(refusal, _api.Options));

        Assert.Equal(OAuthFault.ResourceChallenge, e.Code);
        Assert.Empty(_api.Sent);
    }

    [Fact]
    public void R019_An_answer_that_does_not_say_what_was_requested_is_refused()
    {
        using var refusal = ResourceServer.Refusal(ResourceServer.Resource, $"Bearer resource_metadata=\"{Elsewhere}\"");
        refusal.RequestMessage = null;

        Assert.Throws<ArgumentException>(() => ProtectedResource.FromChallenge(refusal, _api.Options));
        Assert.Throws<ArgumentException>(() => ProtectedResource.FromChallenge([], new Uri("http://api.example.com"), _api.Options));
        Assert.Throws<ArgumentException>(() => ProtectedResource.FromChallenge([], new Uri("/mcp", UriKind.Relative), _api.Options));
    }

    [Theory]
    [InlineData("scope=\"files:read files:write\", ", "files:read files:write")]
    [InlineData("scope=\"a  b\", ", null)]
    [InlineData("scope=\"a\\\"b\", ", null)]
    [InlineData("", null)]
    public async Task The_scope_of_the_challenge_is_surfaced(string parameter, string? scope)
    {
        _api.Metadata = () => StubHandler.Json(ResourceServer.Json(others: ",\"scopes_supported\":[\"all\",\"more\"]"));
        using var api = ProtectedResource.FromChallenge(ResourceServer.Refusal(ResourceServer.Resource, $"Bearer {parameter}resource_metadata=\"{ResourceServer.Document}\""), _api.Options);
        using var client = await OAuthClient.ForResourceAsync(api, The.Basic, Stop);

        Assert.Equal(scope, api.ChallengedScope);
        Assert.Equal(scope ?? "all more", client.ResourceScope);
    }
}
