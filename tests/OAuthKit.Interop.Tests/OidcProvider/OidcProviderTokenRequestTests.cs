namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderTokenRequestTests(OidcProviderServer server) : TokenRequestTests<OidcProviderServer>(server)
{
    [Fact]
    public async Task A_second_resource_reaches_the_server_which_takes_one_only()
    {
        using OAuthClient client = CreateClient(Server, await Server.RegisterAsync());

        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(
            new ClientCredentialsGrant { Resource = [ProtectedResource.OrdersIdentifier, ProtectedResource.LedgerIdentifier] }, Cancellation));

        Assert.Equal("invalid_target", error.Error);
        Assert.Equal("only a single resource indicator value is supported for this grant type", error.ErrorDescription);
    }
}
