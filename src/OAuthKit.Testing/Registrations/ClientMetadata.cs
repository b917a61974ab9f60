using System.Text.Json;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Reads and checks the metadata that a client sends (RFC 7591 section 2).</summary>
internal static class ClientMetadata
{
    private static readonly string[] _signingMembers =
    [
        ClientMetadataNames.IdTokenSignedResponseAlg,
        ClientMetadataNames.UserinfoSignedResponseAlg,
        ClientMetadataNames.AuthorizationSignedResponseAlg,
        ClientMetadataNames.RequestObjectSigningAlg,
    ];

    private static readonly string[] _encryptionMembers =
    [
        ClientMetadataNames.IdTokenEncryptedResponseAlg,
        ClientMetadataNames.UserinfoEncryptedResponseAlg,
        ClientMetadataNames.AuthorizationEncryptedResponseAlg,
    ];

    private static readonly string[] _contentMembers =
    [
        ClientMetadataNames.IdTokenEncryptedResponseEnc,
        ClientMetadataNames.UserinfoEncryptedResponseEnc,
        ClientMetadataNames.AuthorizationEncryptedResponseEnc,
    ];

    public static string ReadAuthenticationMethod(JsonObject metadata) =>
        metadata.ReadString(ClientMetadataNames.TokenEndpointAuthMethod) ?? AuthenticationMethods.ClientSecretBasic;

    public static IReadOnlyList<string> ReadGrantTypes(JsonObject metadata) =>
        metadata.ContainsKey(ClientMetadataNames.GrantTypes) ? metadata.ReadStrings(ClientMetadataNames.GrantTypes) : [GrantTypes.AuthorizationCode];

    public static bool NeedsSecret(JsonObject metadata) =>
        ReadAuthenticationMethod(metadata) is AuthenticationMethods.ClientSecretBasic or AuthenticationMethods.ClientSecretPost or AuthenticationMethods.ClientSecretJwt;

    public static TestResponse? TryRead(TestAuthorizationServer server, TestRequest request, out JsonObject metadata)
    {
        metadata = [];
        if (request.Headers[HeaderNames.ContentType]?.Split(';')[0].Trim().Equals(MediaTypes.Json, StringComparison.OrdinalIgnoreCase) != true)
        {
            return Refuse("The body isn't application/json.");
        }

        try
        {
            if (request.ReadJson() is not JsonObject json)
            {
                return Refuse("The body isn't a JSON object.");
            }

            metadata = json;
        }
        catch (JsonException)
        {
            return Refuse("The body isn't JSON.");
        }

        return Check(server, metadata);
    }

    private static TestResponse? Check(TestAuthorizationServer server, JsonObject metadata)
    {
        var method = ReadAuthenticationMethod(metadata);
        if (!ClientAuthenticator.MethodsOf(server).Contains(method))
        {
            return Refuse("The server doesn't know the token_endpoint_auth_method.");
        }

        // RFC 7591 section 2: one of the two, never both.
        if (metadata.ContainsKey(ClientMetadataNames.Jwks) && metadata.ContainsKey(ClientMetadataNames.JwksUri))
        {
            return Refuse("The client has both jwks and jwks_uri.");
        }

        if (method == AuthenticationMethods.PrivateKeyJwt && metadata[ClientMetadataNames.Jwks] is not JsonObject)
        {
            return Refuse("A client with private_key_jwt registers its jwks; the server fetches no jwks_uri.");
        }

        if (_signingMembers.Any(name => metadata.ContainsKey(name) && !IsSigning(metadata.ReadString(name)))
            || _encryptionMembers.Any(name => metadata.ContainsKey(name) && KeyEncryption.Find(metadata.ReadString(name)) is null)
            || _contentMembers.Any(name => metadata.ContainsKey(name) && ContentCipher.Find(metadata.ReadString(name)) is null))
        {
            return Refuse("The server doesn't know one of the algorithms.");
        }

        // RFC 7591 section 2: a client of a redirecting grant registers where it may be sent to.
        var uris = metadata.ReadStrings(ClientMetadataNames.RedirectUris);
        if ((uris.Count == 0 && ReadGrantTypes(metadata).Contains(GrantTypes.AuthorizationCode)) || uris.Any(uri => !Uri.IsWellFormedUriString(uri, UriKind.Absolute) || uri.Contains('#', StringComparison.Ordinal)))
        {
            return TestResponse.Error(ErrorCodes.InvalidRedirectUri, "The redirect_uris are missing, or one isn't an absolute URI without a fragment.");
        }

        return null;
    }

    /// <summary>The server's own key for EdDSA comes from the test, so it is known here.</summary>
    private static bool IsSigning(string? algorithm) => algorithm == JoseNames.EdDsa || SignatureAlgorithm.Find(algorithm) is not null;

    private static TestResponse Refuse(string description) => TestResponse.Error(ErrorCodes.InvalidClientMetadata, description);
}
