using System.Text.Json;

namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictTokenRequestTests(OpenIddictServer server) : TokenRequestTests<OpenIddictServer>(server)
{
    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    public async Task Authenticates_with_an_identifier_and_a_secret_beyond_ASCII(string method)
    {
        RegisteredClient registration = await Server.RegisterAsync(new RegisteredClient($"Bestellungen-für-Zoë-{Guid.NewGuid():N}", "пароль 密码 €", method));
        using OAuthClient client = CreateClient(Server, registration);

        TokenSet tokens = await client.RequestTokenAsync(GrantFor(ProtectedResource.Orders), Cancellation);

        Assert.Equal(ProtectedResource.Read, tokens.Scope);
    }

    [Fact]
    public async Task A_token_for_several_resources_names_them_all()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        using OAuthClient client = CreateClient(Server, registration);

        TokenSet tokens = await client.RequestTokenAsync(
            new ClientCredentialsGrant { Resource = [ProtectedResource.OrdersIdentifier, ProtectedResource.LedgerIdentifier] }, Cancellation);

        using HttpResponseMessage response = await Server.PostAsync(
            "introspection_endpoint", ProtectedResource.Ledger.IntrospectionClient, ("token", tokens.AccessToken.Reveal()));
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(
            [ProtectedResource.LedgerIdentifier, ProtectedResource.OrdersIdentifier],
            answer.GetProperty("aud").EnumerateArray().Select(audience => audience.GetString()).Order(StringComparer.Ordinal));
    }
}
