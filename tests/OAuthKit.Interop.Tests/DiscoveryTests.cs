using System.Text.Json;

namespace OAuthKit.Interop.Tests;

public abstract class DiscoveryTests<TServer>(TServer server) : InteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    [Fact]
    public async Task Discovers_the_metadata_of_the_issuer_exactly_as_the_server_writes_it()
    {
        using AuthorizationServer authorizationServer = new(Server.Issuer, OptionsFor(Server));

        ServerMetadata metadata = await authorizationServer.GetMetadataAsync(Cancellation);

        JsonElement document = await Server.GetMetadataAsync();
        Assert.Equal(Server.Issuer, metadata.Issuer);
        Assert.Equal(document.GetProperty("token_endpoint").GetString(), metadata.TokenEndpoint.OriginalString);
        Assert.Contains("client_secret_basic", metadata.TokenEndpointAuthMethodsSupported);
        Assert.Contains("client_secret_post", metadata.TokenEndpointAuthMethodsSupported);
        Assert.Contains("client_credentials", metadata.GrantTypesSupported);
        Assert.Contains(ProtectedResource.Read, metadata.ScopesSupported);
        Assert.True(metadata.TryGetMember("jwks_uri", out JsonElement keys));
        Assert.Equal(document.GetProperty("jwks_uri").GetString(), keys.GetString());
    }

    [Fact]
    public async Task Refuses_metadata_whose_issuer_differs_by_a_trailing_slash()
    {
        string other = Server.Issuer.EndsWith('/') ? Server.Issuer.TrimEnd('/') : Server.Issuer + "/";
        using AuthorizationServer authorizationServer = new(other, OptionsFor(Server));

        OAuthException fault = await Assert.ThrowsAsync<OAuthException>(async () => await authorizationServer.GetMetadataAsync(Cancellation));

        Assert.Equal(OAuthFault.MetadataIssuerMismatch, fault.Code);
    }

    [Fact]
    public async Task Reads_the_document_of_RFC_8414_where_it_is_told_to()
    {
        using AuthorizationServer authorizationServer = new(Server.Issuer, OptionsFor(Server))
        {
            MetadataAddress = $"{Server.Issuer.TrimEnd('/')}/.well-known/oauth-authorization-server",
        };

        ServerMetadata metadata = await authorizationServer.GetMetadataAsync(Cancellation);

        Assert.Equal(Server.Issuer, metadata.Issuer);
    }

    [Fact]
    public async Task Reports_the_status_where_the_issuer_has_no_document()
    {
        using AuthorizationServer authorizationServer = new($"{Server.Issuer.TrimEnd('/')}/nobody", OptionsFor(Server));

        OAuthException fault = await Assert.ThrowsAsync<OAuthException>(async () => await authorizationServer.GetMetadataAsync(Cancellation));

        Assert.Equal(OAuthFault.MetadataStatus, fault.Code);
        Assert.Equal(404, fault.StatusCode);
    }

    [Fact]
    public async Task Works_with_metadata_and_with_endpoints_that_are_given_by_hand()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        ServerMetadata metadata = ServerMetadata.Parse((await Server.GetMetadataAsync()).GetRawText());
        using AuthorizationServer known = AuthorizationServer.FromMetadata(metadata, OptionsFor(Server));
        using AuthorizationServer bare = AuthorizationServer.FromEndpoints(
            new ServerEndpoints { Token = metadata.TokenEndpoint.OriginalString }, issuer: null, OptionsFor(Server));

        foreach (AuthorizationServer authorizationServer in new[] { known, bare })
        {
            using OAuthClient client = new(authorizationServer, registration.ToAuthentication(), OptionsFor(Server));
            TokenSet tokens = await client.RequestTokenAsync(new ClientCredentialsGrant { Scope = ProtectedResource.Read }, Cancellation);
            Assert.Equal("Bearer", tokens.TokenType);
        }
    }
}
