using OAuthKit.Testing;

namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderUserGrantTests(OidcProviderServer server) : UserGrantTests<OidcProviderServer>(server)
{
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private const string Saml2Bearer = "urn:ietf:params:oauth:grant-type:saml2-bearer";

    [Fact]
    public async Task Assertions_bring_tokens()
    {
        using TestSigningKey key = TestSigningKey.CreateEs256();
        RegisteredClient registration = await Server.RegisterAsync(
            RegisteredClient.Create("client_secret_basic") with { Key = key, GrantTypes = [JwtBearer, Saml2Bearer] });
        using OAuthClient client = CreateClient(Server, registration);
        string saml = $"""<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><Subject><NameID>alice</NameID></Subject><Audience>{Server.Issuer}</Audience></Assertion>""";

        TokenSet byJwt = await client.RequestTokenAsync(
            new JwtBearerGrant(Assertion.Parse(key.CreateJwt(RawAuthentication.Claims(registration, Server.Issuer, Server.Clock.GetUtcNow(), "alice"), "JWT"))), Cancellation);
        TokenSet bySaml = await client.RequestTokenAsync(new Saml2BearerGrant(saml), Cancellation);

        Assert.NotEqual(byJwt.AccessToken.Reveal(), bySaml.AccessToken.Reveal());
    }

    [Fact]
    public async Task A_generated_client_calls_on_behalf_of_a_user_by_an_assertion()
    {
        using TestSigningKey key = TestSigningKey.CreateEs256();
        RegisteredClient registration = await Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with { Key = key, GrantTypes = [JwtBearer] });
        using OAuthClient client = CreateClient(Server, registration);
        SubjectToken alice = SubjectToken.Parse(key.CreateJwt(RawAuthentication.Claims(registration, Server.Issuer, Server.Clock.GetUtcNow(), "alice"), "JWT"));
        using BehalfHandler api = new();

        BehalfApi behalf = BehalfApi.Create(client, new Uri("https://api.example.com"), handler: api).OnBehalfOf(alice);
        await behalf.GetOrders(Cancellation);
        await behalf.GetOrders(Cancellation);

        Introspection introspection = await client.IntrospectAsync(AccessToken.Parse(api.Tokens[0]), cancellationToken: Cancellation);
        Assert.Equal(api.Tokens[0], api.Tokens[1]);
        Assert.True(introspection.IsActive);
    }

    [Fact]
    public async Task A_client_registers_its_key_and_proves_itself_with_it()
    {
        using SigningKey key = SigningKey.Generate("ES256");
        using AuthorizationServer authorizationServer = new(Server.Issuer, OptionsFor(Server));
        ClientMetadata metadata = new()
        {
            GrantTypes = ["client_credentials"],
            ResponseTypes = [],
            RedirectUris = [],
            TokenEndpointAuthMethod = "private_key_jwt",
            Jwks = $$"""{"keys":[{{key.ExportPublicJwk()}}]}""",
        };

        OAuthKit.RegisteredClient registered = await authorizationServer.RegisterAsync(metadata, cancellationToken: Cancellation);
        using OAuthClient client = registered.CreateClient(authorizationServer, ClientAuthentication.PrivateKeyJwt(registered.ClientId, key), OptionsFor(Server));

        Assert.Equal("Bearer", (await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation)).TokenType);
    }

    [Fact]
    public async Task A_client_registers_reads_replaces_and_deletes_itself()
    {
        using AuthorizationServer authorizationServer = new(Server.Issuer, OptionsFor(Server));
        ClientMetadata metadata = new() { ClientName = "Worker", GrantTypes = ["client_credentials"], ResponseTypes = [], RedirectUris = [] };

        OAuthKit.RegisteredClient registered = await authorizationServer.RegisterAsync(metadata, cancellationToken: Cancellation);
        using (OAuthClient client = registered.CreateClient(authorizationServer, OptionsFor(Server)))
        {
            Assert.Equal("Bearer", (await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation)).TokenType);
        }

        OAuthKit.RegisteredClient read = await authorizationServer.ReadRegistrationAsync(registered, Cancellation);
        OAuthKit.RegisteredClient updated = await authorizationServer.UpdateRegistrationAsync(
            read, new ClientMetadata { ClientName = "Other", GrantTypes = ["client_credentials"], ResponseTypes = [], RedirectUris = [] }, Cancellation);
        await authorizationServer.DeleteRegistrationAsync(updated, Cancellation);

        Assert.Equal("Worker", read.Metadata.ClientName);
        Assert.Equal("Other", updated.Metadata.ClientName);
        await Assert.ThrowsAnyAsync<OAuthException>(() => authorizationServer.ReadRegistrationAsync(updated, Cancellation));
    }
}
