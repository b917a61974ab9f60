using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Interop.Tests;

/// <summary>Introspection answered by a JWT, which OpenIddict doesn't have.</summary>
[Collection<OidcProviderCollection>]
public sealed class OidcProviderIntrospectionTests(OidcProviderServer server) : InteropTests<OidcProviderServer>(server)
{
    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task Introspection_is_signed_for_a_client_that_registered_so(string algorithm)
    {
        using OAuthClient client = CreateClient(Server, await Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with { IntrospectionAlgorithm = algorithm }));

        await AssertActiveAsync(client, new JwtIntrospectionOptions { SigningAlgorithm = algorithm });
    }

    [Theory]
    [InlineData("RSA-OAEP")]
    [InlineData("RSA-OAEP-256")]
    public async Task Introspection_is_encrypted_for_an_RSA_key(string algorithm)
    {
        using RSA rsa = RSA.Create(2048);
        RSAParameters parameters = rsa.ExportParameters(includePrivateParameters: false);
        using DecryptionKey key = DecryptionKey.FromRsaPem(rsa.ExportPkcs8PrivateKeyPem(), "rsa");

        await AssertDecryptedAsync(key, new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
            ["alg"] = algorithm,
        });
    }

    [Theory]
    [InlineData("ECDH-ES")]
    [InlineData("ECDH-ES+A128KW")]
    [InlineData("ECDH-ES+A256KW")]
    public async Task Introspection_is_encrypted_for_an_EC_key(string algorithm)
    {
        using ECDiffieHellman ec = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        ECPoint point = ec.ExportParameters(includePrivateParameters: false).Q;
        using DecryptionKey key = DecryptionKey.FromEcPem(ec.ExportPkcs8PrivateKeyPem(), "ec");

        await AssertDecryptedAsync(key, new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
            ["alg"] = algorithm,
        });
    }

    private static async Task AssertActiveAsync(OAuthClient client, JwtIntrospectionOptions options)
    {
        TokenSet tokens = await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation);

        Introspection introspection = await client.IntrospectAsync(tokens.AccessToken, options, Cancellation);

        Assert.True(introspection.IsActive);
        Assert.Equal(client.ClientId, introspection.ClientId);
    }

    private async Task AssertDecryptedAsync(DecryptionKey key, JsonObject jwk)
    {
        jwk["kid"] = key.KeyId;
        jwk["use"] = "enc";
        using OAuthClient client = CreateClient(
            Server, await Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with { IntrospectionAlgorithm = "RS256", EncryptionJwk = jwk }));

        await AssertActiveAsync(client, new JwtIntrospectionOptions { DecryptionKeys = [key], EncryptionAlgorithm = jwk["alg"]!.GetValue<string>() });
    }
}
