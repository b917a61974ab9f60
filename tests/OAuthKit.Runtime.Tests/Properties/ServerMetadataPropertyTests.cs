namespace OAuthKit;

public sealed class ServerMetadataPropertyTests
{
    private const string Json = $$"""
        {"issuer":"{{The.Issuer}}","token_endpoint":"{{The.TokenEndpoint}}","jwks_uri":"{{The.Issuer}}/jwks","token_endpoint_auth_methods_supported":["client_secret_basic","private_key_jwt"],"grant_types_supported":["client_credentials"],"response_modes_supported":["query"],"scopes_supported":["openid","orders.read"],"authorization_response_iss_parameter_supported":true,"mtls_endpoint_aliases":{"token_endpoint":"https://mtls.example.com/token"} }
        """;

    private readonly AnsweringServer _server = new();

    [Fact]
    public Task Whatever_stands_at_the_place_of_OpenID_metadata_is_metadata_or_a_typed_error() =>
        Property.HoldsAsync(Malformed.Answers(new Answer(Json)), answer => DiscoverAsync(answer), Endings.IsTyped);

    [Fact]
    public Task Whatever_stands_at_the_place_of_OAuth_metadata_is_metadata_or_a_typed_error()
    {
        _server.Answer("/.well-known/openid-configuration", () => new HttpResponseMessage(System.Net.HttpStatusCode.NotFound));
        return Property.HoldsAsync(Malformed.Answers(new Answer(Json)), answer => DiscoverAsync(answer), Endings.IsTyped);
    }

    [Fact]
    public Task Whatever_stands_at_a_configured_place_of_metadata_is_metadata_or_a_typed_error() =>
        Property.HoldsAsync(Malformed.Answers(new Answer(Json)), answer => DiscoverAsync(answer, $"{The.Issuer}/metadata"), Endings.IsTyped);

    [Fact]
    public Task Whatever_text_is_given_as_metadata_is_metadata_or_a_typed_error() =>
        Property.HoldsAsync(Malformed.Json(Json), text => AssertSound(ServerMetadata.Parse(text)));

    [Fact]
    public async Task Whatever_the_metadata_a_token_is_asked_for_at_a_safe_address_or_not_at_all()
    {
        _server.Asked = request => Assert.True(request.RequestUri is { Scheme: "https", UserInfo: "", Fragment: "" } url && url.IdnHost.Length > 0);
        await Property.HoldsAsync(
            Malformed.Answers(new Answer(Json)),
            async answer =>
            {
                using var client = new OAuthClient(The.Issuer, The.Basic, _server.Options);
                _server.Answer("", () => new Answer(The.TokenJson()).ToResponse());
                _server.Answer("/.well-known/oauth-authorization-server", answer.ToResponse);
                _server.Answer("/.well-known/openid-configuration", answer.ToResponse);
                await client.RequestTokenAsync(The.Grant, TestContext.Current.CancellationToken);
                Assert.InRange(_server.Requests, 2, 5);
            },
            Endings.IsTyped);
    }

    private async Task DiscoverAsync(Answer answer, string? address = null)
    {
        using var server = new AuthorizationServer(The.Issuer, _server.Options) { MetadataAddress = address };
        _server.Answer(answer);
        try
        {
            var metadata = await server.GetMetadataAsync(TestContext.Current.CancellationToken);
            Assert.Equal(The.Issuer, metadata.Issuer);
            AssertSound(metadata);
        }
        finally
        {
            // Two places, and each asked three times at most.
            Assert.InRange(_server.Requests, 1, 6);
        }
    }

    /// <summary>What isn't read before it is needed ends in a value or a typed error then.</summary>
    private static void AssertSound(ServerMetadata metadata)
    {
        Assert.NotEmpty(metadata.Issuer);
        Read(() => Assert.Equal("https", metadata.TokenEndpoint.Scheme));
        Read(() => Assert.DoesNotContain(null, metadata.TokenEndpointAuthMethodsSupported));
        Read(() => Assert.DoesNotContain(null, metadata.GrantTypesSupported));
        Read(() => Assert.DoesNotContain(null, metadata.ResponseModesSupported));
        Read(() => Assert.DoesNotContain(null, metadata.ScopesSupported));
        Read(() => _ = metadata.AuthorizationResponseIssParameterSupported);
        Read(() => Assert.Equal("https", metadata.FindAlias("token_endpoint")?.Scheme ?? "https"));
        _ = metadata.TryGetMember("token_endpoint", out _);

        static void Read(Action read)
        {
            try
            {
                read();
            }
            catch (OAuthException e) when (e.Code is OAuthFault.MetadataMemberMissing or OAuthFault.MetadataMemberInvalid)
            {
            }
        }
    }
}
