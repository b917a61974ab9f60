namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictUserGrantTests(OpenIddictServer server) : UserGrantTests<OpenIddictServer>(server)
{
    [Fact]
    public async Task An_ID_token_is_exchanged_on_behalf_of_an_actor()
    {
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        TokenSet user = await RedeemCodeAsync(client);
        TokenSet actor = await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation);

        TokenSet exchanged = await client.RequestTokenAsync(
            new TokenExchangeGrant(user.EncodedIdToken!) { ActorToken = actor, RequestedTokenType = "urn:ietf:params:oauth:token-type:access_token" }, Cancellation);
        Introspection introspection = await client.IntrospectAsync(exchanged.AccessToken, cancellationToken: Cancellation);

        Assert.Equal("urn:ietf:params:oauth:token-type:access_token", exchanged.IssuedTokenType);
        Assert.Equal(InteropServer.UserName, introspection.Subject);
    }
}
