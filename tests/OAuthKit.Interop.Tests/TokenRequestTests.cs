using System.Net;
using System.Net.Http.Headers;

namespace OAuthKit.Interop.Tests;

public abstract class TokenRequestTests<TServer>(TServer server) : InteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    public async Task Authenticates_with_an_identifier_and_a_secret_full_of_reserved_characters(string method)
    {
        RegisteredClient registration = await Server.RegisterAsync(method);
        using OAuthClient client = CreateClient(Server, registration);

        TokenSet tokens = await client.RequestTokenAsync(GrantFor(ProtectedResource.Orders), Cancellation);

        Assert.Equal("Bearer", tokens.TokenType);
        Assert.Equal(ProtectedResource.Read, tokens.Scope);
        Assert.InRange(tokens.ExpiresIn!.Value, InteropServer.AccessTokenLifetime - TimeSpan.FromMinutes(1), InteropServer.AccessTokenLifetime);
        Assert.Null(tokens.RefreshToken);
        Assert.Null(tokens.EncodedIdToken);
        Assert.Equal(1, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task Credentials_that_are_not_form_encoded_first_are_refused()
    {
        RegisteredClient registration = await Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with { Id = $"orders+worker%41{Guid.NewGuid():N}" });
        ClientSecretBasic careless = new(registration.Id, ClientSecret.Parse(registration.Secret)) { OmitFormEncoding = true };
        using OAuthClient client = new(Server.Issuer, careless, OptionsFor(Server));

        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(GrantFor(ProtectedResource.Orders), Cancellation));

        Assert.Contains(error.Error, (string[])["invalid_client", "invalid_request"]);
    }

    [Fact]
    public async Task The_token_of_each_resource_is_admitted_by_its_API()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        using OAuthClient client = CreateClient(Server, registration);
        foreach (ProtectedResource resource in ProtectedResource.All)
        {
            await using ProtectedApi api = await ProtectedApi.StartAsync(Server, resource);

            TokenSet tokens = await client.RequestTokenAsync(GrantFor(resource), Cancellation);

            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(api.Address, "orders/7"));
            request.Headers.Authorization = new AuthenticationHeaderValue(tokens.TokenType, tokens.AccessToken.Reveal());
            using HttpResponseMessage response = await Server.Http.SendAsync(request, Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Several_scopes_are_granted_together()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        using OAuthClient client = CreateClient(Server, registration);

        TokenSet tokens = await client.RequestTokenAsync(
            new ClientCredentialsGrant { Scope = $"{ProtectedResource.Read} {ProtectedResource.Write}", Resource = [ProtectedResource.Orders.Identifier] }, Cancellation);

        Assert.Equal([ProtectedResource.Read, ProtectedResource.Write], tokens.Scope!.Split(' ').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    public async Task A_wrong_secret_ends_in_the_servers_own_error(string method)
    {
        RegisteredClient registration = await Server.RegisterAsync(method);
        using OAuthClient client = CreateClient(Server, registration with { Secret = "another" });

        await AssertRefusedAsync(Server.InvalidClient, client, GrantFor(ProtectedResource.Orders));

        Assert.Equal(1, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task A_scope_that_the_client_may_not_have_ends_in_the_servers_own_error()
    {
        using OAuthClient client = CreateClient(Server, await Server.RegisterAsync());

        await AssertRefusedAsync(Server.InvalidScope, client, new ClientCredentialsGrant
        {
            Scope = ProtectedResource.Forbidden,
            Resource = [ProtectedResource.Orders.Identifier],
        });
    }

    [Fact]
    public async Task A_resource_that_the_server_does_not_know_ends_in_the_servers_own_error()
    {
        using OAuthClient client = CreateClient(Server, await Server.RegisterAsync());

        await AssertRefusedAsync(Server.InvalidTarget, client, new ClientCredentialsGrant { Resource = ["https://nobody.interop.test/api"] });
    }

    protected static ClientCredentialsGrant GrantFor(ProtectedResource resource)
    {
        return new ClientCredentialsGrant { Scope = ProtectedResource.Read, Resource = [resource.Identifier] };
    }

    private static async Task AssertRefusedAsync(ServerError expected, OAuthClient client, TokenGrant grant)
    {
        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(grant, Cancellation));

        Assert.Equal(OAuthFault.ServerError, error.Code);
        Assert.Equal(expected, new ServerError(error.StatusCode!.Value, error.Error, error.ErrorDescription, error.ErrorUri));
        Assert.DoesNotContain("another", error.ToString(), StringComparison.Ordinal);
    }
}
