using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Interop.Tests;

/// <summary>ID tokens and UserInfo in each form that a client can be registered for.</summary>
[Collection<OidcProviderCollection>]
public sealed class OidcProviderIdTokenTests(OidcProviderServer server) : InteropTests<OidcProviderServer>(server)
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Theory]
    [InlineData("RS256", null, null)]
    [InlineData("PS256", null, null)]
    [InlineData("ES256", null, null)]
    [InlineData("HS256", null, null)]
    [InlineData("RS256", "RSA-OAEP-256", "A128CBC-HS256")]
    [InlineData("ES256", "RSA-OAEP", "A256GCM")]
    [InlineData("PS256", "ECDH-ES", "A128GCM")]
    [InlineData("RS256", "ECDH-ES+A256KW", "A256CBC-HS512")]
    [InlineData("RS256", "ECDH-ES+A128KW", "A256GCM")]
    public async Task ID_tokens_and_UserInfo_are_read_as_they_are_registered(string signing, string? encryption, string? content)
    {
        using RSA rsa = RSA.Create(2048);
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Dictionary<string, JsonNode> metadata = new() { ["id_token_signed_response_alg"] = signing, ["userinfo_signed_response_alg"] = signing };
        if (encryption is not null)
        {
            metadata["jwks"] = new JsonObject { ["keys"] = new JsonArray(EncryptionKeys.ToJwk(rsa), EncryptionKeys.ToJwk(ec)) };
            foreach (string kind in (string[])["id_token", "userinfo"])
            {
                metadata[$"{kind}_encrypted_response_alg"] = encryption;
                metadata[$"{kind}_encrypted_response_enc"] = content!;
            }
        }

        RegisteredClient registration = await Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with
        {
            Secret = "a secret of at least thirty-two bytes",
            GrantTypes = ["authorization_code", "refresh_token"],
            Metadata = metadata,
        });
        IReadOnlyList<DecryptionKey> keys = encryption is null ? [] :
            [encryption.StartsWith("RSA", StringComparison.Ordinal) ? DecryptionKey.FromRsaPem(rsa.ExportPkcs8PrivateKeyPem()) : DecryptionKey.FromEcPem(ec.ExportPkcs8PrivateKeyPem())];
        using OAuthClient client = new(Server.Issuer, registration.ToAuthentication(), OptionsFor(Server))
        {
            IdTokens = new IdTokenOptions { SigningAlgorithm = signing, DecryptionKeys = keys, EncryptionAlgorithm = encryption ?? JweAlgorithms.RsaOaep256, ContentEncryption = content ?? JweAlgorithms.A128Gcm },
            UserInfoResponses = new JwtResponseOptions { SigningAlgorithm = signing, DecryptionKeys = keys, EncryptionAlgorithm = encryption ?? JweAlgorithms.RsaOaep256, ContentEncryption = content ?? JweAlgorithms.A128Gcm },
        };

        string code = await Server.ApproveCodeAsync(registration, "openid offline_access", Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Verifier))));
        TokenSet tokens = await client.RequestTokenAsync(
            new AuthorizationCodeGrant(AuthorizationCode.Parse(code)) { RedirectUri = InteropServer.RedirectUri, CodeVerifier = CodeVerifier.Parse(Verifier), IdToken = new() { IsRequired = true } }, Cancellation);
        UserInfo user = await client.GetUserInfoAsync(tokens, Cancellation);
        TokenSet refreshed = await client.RequestTokenAsync(new RefreshTokenGrant(TokenSet.FromJson(tokens.ToJson())), Cancellation);

        Assert.Equal(encryption is null ? 3 : 5, tokens.EncodedIdToken!.Reveal().Split('.').Length);
        Assert.Equal("Name of alice", user.Name);
        Assert.Equal(tokens.IdToken!.Identity, refreshed.IdToken?.Identity);
    }
}
