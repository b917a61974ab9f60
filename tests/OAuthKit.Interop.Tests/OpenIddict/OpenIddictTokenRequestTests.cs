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
}
