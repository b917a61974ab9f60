using System.Security.Cryptography.X509Certificates;
using OAuthKit.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>The methods of client authentication that both servers have, but for the secrets that <see cref="TokenRequestTests{TServer}"/> sends.</summary>
public abstract class ClientAuthenticationTests<TServer>(TServer server) : UserInteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public async Task A_client_proves_itself_with_its_key(string algorithm)
    {
        using SigningKey key = SigningKey.Generate(algorithm);

        await AssertTwoTokensAsync(RegisteredClient.Create("private_key_jwt") with { SigningKey = key });
    }

    [Fact]
    public async Task A_key_that_is_not_registered_is_refused()
    {
        using SigningKey key = SigningKey.Generate("ES256");
        using SigningKey other = SigningKey.Generate("ES256");
        RegisteredClient registration = await Server.RegisterAsync(RegisteredClient.Create("private_key_jwt") with { SigningKey = key });
        using OAuthClient impostor = CreateClient(Server, registration with { SigningKey = other });

        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => impostor.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation));

        Assert.Equal("invalid_client", error.Error);
    }

    [Fact]
    public async Task An_assertion_that_somebody_else_wrote_into_a_file_proves_a_client()
    {
        using TestSigningKey key = TestSigningKey.CreateEs256();
        RegisteredClient registration = await Server.RegisterAsync(RegisteredClient.Create("private_key_jwt") with { Key = key });
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await File.WriteAllTextAsync(
                path, key.CreateJwt(RawAuthentication.Claims(registration, Server.Issuer, Server.Clock.GetUtcNow()), "client-authentication+jwt") + "\n", Cancellation);
            using OAuthClient client = new(Server.Issuer, ClientAuthentication.ClientAssertionFile(registration.Id, path), OptionsFor(Server));

            Assert.Equal("Bearer", (await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation)).TokenType);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("tls_client_auth")]
    [InlineData("self_signed_tls_client_auth")]
    public async Task A_client_proves_itself_with_its_certificate(string method)
    {
        using X509Certificate2 certificate = method == "tls_client_auth"
            ? Server.Authority.IssueClientCertificate($"CN={InteropServer.Host}")
            : SelfSignedCertificate.Create(InteropServer.Host);
        using X509Certificate2 other = SelfSignedCertificate.Create(InteropServer.Host);
        RegisteredClient registration = await Server.RegisterAsync(RegisteredClient.Create(method) with { Certificate = certificate });
        using OAuthClient client = CreateClient(Server, registration);
        using OAuthClient impostor = CreateClient(Server, registration with { Certificate = other });

        Assert.Equal("Bearer", (await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation)).TokenType);
        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => impostor.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation));
        Assert.Equal("invalid_client", error.Error);
    }

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    [InlineData("private_key_jwt")]
    [InlineData("tls_client_auth")]
    public async Task Introspection_and_revocation_take_the_same_proof(string method)
    {
        using SigningKey key = SigningKey.Generate("ES256");
        using X509Certificate2 certificate = Server.Authority.IssueClientCertificate($"CN={InteropServer.Host}");
        using OAuthClient client = CreateClient(Server, await Server.RegisterAsync(RegisteredClient.Create(method) with
        {
            SigningKey = method == "private_key_jwt" ? key : null,
            Certificate = method == "tls_client_auth" ? certificate : null,
        }));
        TokenSet tokens = await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation);
        Introspection before = await client.IntrospectAsync(tokens.AccessToken, cancellationToken: Cancellation);

        await client.RevokeAsync(tokens.AccessToken, Cancellation);
        Introspection after = await client.IntrospectAsync(tokens.AccessToken, cancellationToken: Cancellation);

        Assert.Equal(client.ClientId, before.ClientId);
        Assert.True(before.IsActive);
        Assert.False(after.IsActive);
    }

    [Fact]
    public async Task A_public_client_redeems_its_code_and_refreshes_its_token()
    {
        RegisteredClient registration = await Server.RegisterAsync(RegisteredClient.Create("none") with { GrantTypes = ["authorization_code", "refresh_token"] });
        using OAuthClient client = CreateClient(Server, registration);

        TokenSet first = await RedeemCodeAsync(client);
        TokenSet second = await client.RequestTokenAsync(new RefreshTokenGrant(first), Cancellation);

        Assert.NotEqual(first.RefreshToken!.Reveal(), second.RefreshToken!.Reveal());
    }

    /// <summary>Twice, since every request has an assertion of its own.</summary>
    protected async Task AssertTwoTokensAsync(RegisteredClient registration)
    {
        using OAuthClient client = CreateClient(Server, await Server.RegisterAsync(registration));

        TokenSet first = await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation);
        TokenSet second = await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation);

        Assert.NotEqual(first.AccessToken.Reveal(), second.AccessToken.Reveal());
    }
}
