namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderClientAuthenticationTests(OidcProviderServer server) : ClientAuthenticationTests<OidcProviderServer>(server)
{
    [Theory]
    [InlineData("EdDSA")]
    [InlineData("Ed25519")]
    public Task A_client_proves_itself_with_a_key_on_an_Edwards_curve(string algorithm)
    {
        return AssertTwoTokensAsync(RegisteredClient.Create("private_key_jwt") with { SigningKey = EdwardsKey.Create(algorithm) });
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public async Task A_client_proves_itself_with_its_secret_as_a_key(string algorithm)
    {
        const string secret = "a secret of sixty-four bytes, as long as the longest hash has it";
        RegisteredClient registration = await Server.RegisterAsync(RegisteredClient.Create("client_secret_jwt") with { Secret = secret });
        using OAuthClient client = new(Server.Issuer, new ClientSecretJwt(registration.Id, ClientSecret.Parse(secret), algorithm), OptionsFor(Server));

        Assert.Equal("Bearer", (await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation)).TokenType);
    }
}
