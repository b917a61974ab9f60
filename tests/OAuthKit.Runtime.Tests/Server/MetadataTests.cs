using System.Net;

namespace OAuthKit;

public sealed class MetadataTests
{
    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"https://login.example.comINVALID\"")]
    [InlineData("\"https://login.example.com/\"")]
    [InlineData("\"https://LOGIN.example.com\"")]
    [InlineData("\"HTTPS://login.example.com\"")]
    [InlineData("\"https://login.example.com:443\"")]
    [InlineData("\"https://login.example.com \"")]
    [InlineData("\"https://evil.example\"")]
    [InlineData("\"\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("[\"https://login.example.com\"]")]
    [InlineData(null)]
    public async Task R004_Rejects_metadata_of_another_issuer_and_keeps_nothing(string? issuer)
    {
        _server.Metadata = () => StubHandler.Json(issuer is null
            ? $$"""{"token_endpoint":"{{The.TokenEndpoint}}"}"""
            : $$"""{"issuer":{{issuer}},"token_endpoint":"{{The.TokenEndpoint}}"}""");
        using var client = _server.Client();

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));
        Assert.Equal(OAuthFault.MetadataIssuerMismatch, e.Code);
        Assert.Equal(0, _server.TokenRequests);

        _server.Metadata = () => StubHandler.Json(The.Metadata());
        await client.RequestTokenAsync(The.Grant, Stop);
        Assert.Equal(2, _server.MetadataRequests);
    }

    [Theory]
    [InlineData(HttpStatusCode.MovedPermanently, OAuthFault.RedirectRefused)]
    [InlineData(HttpStatusCode.Found, OAuthFault.RedirectRefused)]
    [InlineData(HttpStatusCode.TemporaryRedirect, OAuthFault.RedirectRefused)]
    [InlineData(HttpStatusCode.PermanentRedirect, OAuthFault.RedirectRefused)]
    [InlineData(HttpStatusCode.NoContent, OAuthFault.MetadataStatus)]
    [InlineData(HttpStatusCode.Created, OAuthFault.MetadataStatus)]
    [InlineData(HttpStatusCode.NotFound, OAuthFault.MetadataStatus)]
    [InlineData(HttpStatusCode.InternalServerError, OAuthFault.MetadataStatus)]
    public async Task R005_Rejects_every_status_but_200_and_follows_no_redirect(HttpStatusCode status, string code)
    {
        _server.Metadata = () =>
        {
            var response = StubHandler.Json(The.Metadata(), status);
            response.Headers.Location = new Uri("https://other.example/perfect");
            return response;
        };
        using var client = _server.Client();

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(code, e.Code);
        Assert.Equal((int)status, e.StatusCode);
        Assert.Contains(((int)status).ToString(), e.Message, StringComparison.Ordinal);
        Assert.All(_server.Handler.Requests, request => Assert.Equal("login.example.com", request.Url.Host));
        Assert.Equal(0, _server.TokenRequests);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{\"issuer\":\"https://login.example.com\"")]
    [InlineData("")]
    [InlineData("{\"issuer\":\"https://login.example.com\",\"token_endpoint\":\"https://login.example.com/token\"} {}")]
    [InlineData("\uFEFF{\"issuer\":\"https://login.example.com\",\"token_endpoint\":\"https://login.example.com/token\"}")]
    [InlineData("<html>")]
    public async Task R006_Rejects_what_is_no_json_object(string body)
    {
        _server.Metadata = () => StubHandler.Json(body);
        using var client = _server.Client();

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.MetadataMalformed, e.Code);
        Assert.Equal(0, _server.TokenRequests);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/json")]
    [InlineData("application/jsonx")]
    [InlineData("application/octet-stream")]
    public async Task R006_Rejects_json_that_is_served_as_something_else(string mediaType)
    {
        _server.Metadata = () => StubHandler.Text(The.Metadata(), mediaType);
        using var client = _server.Client();

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.MetadataMalformed, e.Code);
    }

    [Theory]
    [InlineData("\"http://login.example.com/token\"", OAuthFault.MetadataMemberInvalid)]
    [InlineData("\"javascript:alert(1)\"", OAuthFault.MetadataMemberInvalid)]
    [InlineData("\"/token\"", OAuthFault.MetadataMemberInvalid)]
    [InlineData("\"file:///token\"", OAuthFault.MetadataMemberInvalid)]
    [InlineData("\"https://user:pw@login.example.com/token\"", OAuthFault.MetadataMemberInvalid)]
    [InlineData("\"https://login.example.com/token#f\"", OAuthFault.MetadataMemberInvalid)]
    [InlineData("\"https://login.example.com\\\\@evil.example/token\"", OAuthFault.MetadataMemberInvalid)]
    [InlineData("\"\"", OAuthFault.MetadataMemberInvalid)]
    [InlineData("42", OAuthFault.MetadataMemberInvalid)]
    [InlineData("null", OAuthFault.MetadataMemberInvalid)]
    [InlineData(null, OAuthFault.MetadataMemberMissing)]
    public async Task R007_Names_the_endpoint_of_the_metadata_that_is_no_https_url(string? endpoint, string code)
    {
        _server.Metadata = () => StubHandler.Json(endpoint is null
            ? $$"""{"issuer":"{{The.Issuer}}"}"""
            : $$"""{"issuer":"{{The.Issuer}}","token_endpoint":{{endpoint}}}""");
        using var client = _server.Client();

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(code, e.Code);
        Assert.Contains("token_endpoint", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.TokenRequests);
    }

    [Fact]
    public async Task R008_Issuer_and_token_endpoint_are_enough_for_client_credentials()
    {
        using var client = _server.Client();

        var tokens = await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(The.Token(1), tokens.AccessToken.Reveal());
    }

    [Fact]
    public async Task R008_A_server_without_a_token_endpoint_is_read_all_the_same()
    {
        _server.Metadata = () => StubHandler.Json($$"""{"issuer":"{{The.Issuer}}"}""");
        using var server = new AuthorizationServer(The.Issuer, _server.Options);

        var metadata = await server.GetMetadataAsync(Stop);

        Assert.Equal(OAuthFault.MetadataMemberMissing, Assert.Throws<OAuthException>(() => metadata.TokenEndpoint).Code);
    }

    [Fact]
    public void R009_Unknown_members_are_ignored_and_readable()
    {
        var extras = string.Concat(Enumerable.Range(0, 300).Select(i => $",\"x_{i}\":{{\"a\":[{i}]}}"));
        var metadata = ServerMetadata.Parse($$"""{"issuer":"{{The.Issuer}}","x_vendor":{"deep":{"er":true} } {{extras}} }""");

        Assert.True(metadata.TryGetMember("x_vendor", out var vendor));
        Assert.True(vendor.GetProperty("deep").GetProperty("er").GetBoolean());
        Assert.True(metadata.TryGetMember("x_299", out var last));
        Assert.Equal(299, last.GetProperty("a")[0].GetInt32());
        Assert.False(metadata.TryGetMember("absent", out _));
    }

    [Fact]
    public async Task R010_A_member_of_the_wrong_type_disturbs_its_own_use_only()
    {
        _server.Metadata = () => StubHandler.Json(
            $$"""
            {"issuer":"{{The.Issuer}}","token_endpoint":"{{The.TokenEndpoint}}","scopes_supported":"openid","jwks_uri":null,
             "mtls_endpoint_aliases":[],"response_modes_supported":[1],"authorization_response_iss_parameter_supported":"yes",
             "grant_types_supported":{} }
            """);
        using var client = _server.Client();

        await client.RequestTokenAsync(The.Grant, Stop);

        var metadata = await client.Server.GetMetadataAsync(Stop);
        AssertInvalid("scopes_supported", () => metadata.ScopesSupported);
        AssertInvalid("response_modes_supported", () => metadata.ResponseModesSupported);
        AssertInvalid("grant_types_supported", () => metadata.GrantTypesSupported);
        AssertInvalid("authorization_response_iss_parameter_supported", () => metadata.AuthorizationResponseIssParameterSupported);
        Assert.Equal(["client_secret_basic"], metadata.TokenEndpointAuthMethodsSupported);
    }

    [Fact]
    public void R011_Absent_members_have_the_documented_defaults()
    {
        var metadata = ServerMetadata.Parse(The.Metadata());

        Assert.Equal(["client_secret_basic"], metadata.TokenEndpointAuthMethodsSupported);
        Assert.Equal(["query", "fragment"], metadata.ResponseModesSupported);
        Assert.Equal(["authorization_code", "implicit"], metadata.GrantTypesSupported);
        Assert.False(metadata.AuthorizationResponseIssParameterSupported);
        Assert.Empty(metadata.ScopesSupported);
    }

    [Fact]
    public async Task R012_Signed_metadata_is_never_used()
    {
        var payload = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("""{"iss":"https://login.example.com","token_endpoint":"https://evil.example/token"}"""));
        _server.Metadata = () => StubHandler.Json(
            $$"""{"issuer":"{{The.Issuer}}","token_endpoint":"{{The.TokenEndpoint}}","signed_metadata":"eyJhbGciOiJub25lIn0.{{payload}}.AAAA"}""");
        using var client = _server.Client();

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(The.TokenEndpoint, _server.LastTokenRequest.Url.AbsoluteUri);
    }

    [Fact]
    public async Task R013_A_token_response_supplies_no_endpoint()
    {
        _server.Token = number => StubHandler.Json(
            $$"""{"access_token":"{{The.Token(number)}}","token_type":"Bearer","token_endpoint":"https://evil.example/token","issuer":"https://evil.example"}""");
        using var client = _server.Client();

        await client.RequestTokenAsync(The.Grant, Stop);
        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.All(_server.Handler.Requests, request => Assert.Equal("login.example.com", request.Url.Host));
    }

    private static void AssertInvalid(string member, Func<object> use)
    {
        var e = Assert.Throws<OAuthException>(() => use());
        Assert.Equal(OAuthFault.MetadataMemberInvalid, e.Code);
        Assert.Contains(member, e.Message, StringComparison.Ordinal);
    }
}
