using System.Text.Json;

namespace OAuthKit;

/// <summary>What registration and its management send and get (RFC 7591 section 3, RFC 7592).</summary>
internal static class RegistrationEndpoint
{
    /// <summary>RFC 7591 section 3.1: the metadata, and nothing that is the server's to say.</summary>
    public static PooledBuffer Build(ClientMetadata metadata) => Build(metadata, clientId: null);

    /// <summary>RFC 7592 section 2.2: the metadata and the identifier. Secret, times, token and address stay away.</summary>
    public static PooledBuffer Build(ClientMetadata metadata, string? clientId)
    {
        // RFC 7591 section 2: MUST NOT both be present.
        if (metadata.Jwks is not null && metadata.JwksUri is not null)
        {
            throw new ArgumentException("Client metadata have either keys (Jwks) or the address of keys (JwksUri), not both (RFC 7591 section 2).", nameof(metadata));
        }

        var body = new PooledBuffer(1024);
        try
        {
            using var writer = new Utf8JsonWriter(body);
            writer.WriteStartObject();
            if (clientId is not null)
            {
                writer.WriteString(Wire.ClientId, clientId);
            }

            ClientMetadataJson.Write(writer, metadata);
            writer.WriteEndObject();
            writer.Flush();
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>RFC 7591 section 3.2.1, with what RFC 7592 section 3 adds.</summary>
    public static RegisteredClient Read(JsonElement root)
    {
        // REQUIRED.
        if (StrictJson.StringOrNull(root, Wire.ClientId) is not { Length: > 0 } clientId || Secret.HasControl(clientId))
        {
            throw new OAuthException(OAuthFault.RegistrationClientId, "The registration response has no \"client_id\" (RFC 7591 section 3.2.1).");
        }

        var secret = ReadSecret(root);
        return new RegisteredClient(clientId, ClientMetadataJson.Read(root))
        {
            ClientSecret = secret,
            // REQUIRED where there is a secret; zero says that it doesn't end.
            ClientSecretExpiresAt = ReadEnd(root, isRequired: secret is not null),
            ClientIdIssuedAt = ReadTime(root, RegistrationNames.ClientIdIssuedAt),
            RegistrationAccessToken = ReadToken(root),
            RegistrationClientUri = ReadUri(root),
        };
    }

    // OPTIONAL.
    private static ClientSecret? ReadSecret(JsonElement root)
    {
        if (!root.TryGetProperty(Wire.ClientSecret, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return ClientSecret.TryParse(StrictJson.StringOrNull(value), out var secret)
            ? secret
            : throw ClientMetadataJson.Invalid(Wire.ClientSecret, "a non-empty string without control characters");
    }

    private static DateTimeOffset? ReadEnd(JsonElement root, bool isRequired)
    {
        if (!root.TryGetProperty(RegistrationNames.ClientSecretExpiresAt, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return isRequired
                ? throw new OAuthException(OAuthFault.RegistrationSecret, "The registration response has a \"client_secret\", but no \"client_secret_expires_at\" (RFC 7591 section 3.2.1).")
                : null;
        }

        if (!NumericDate.TryRead(value, out var end))
        {
            throw new OAuthException(OAuthFault.RegistrationSecret, "The \"client_secret_expires_at\" of the registration response isn't a number of seconds (RFC 7591 section 3.2.1).");
        }

        return end == DateTimeOffset.UnixEpoch ? null : end;
    }

    private static DateTimeOffset? ReadTime(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return NumericDate.TryRead(value, out var time) ? time : throw ClientMetadataJson.Invalid(name, "a number of seconds");
    }

    private static AccessToken? ReadToken(JsonElement root)
    {
        if (!root.TryGetProperty(RegistrationNames.RegistrationAccessToken, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return AccessToken.TryParse(StrictJson.StringOrNull(value), out var token)
            ? token
            : throw ClientMetadataJson.Invalid(RegistrationNames.RegistrationAccessToken, "a non-empty string of visible ASCII");
    }

    // Kept as it is and checked where it is called: a bad address must not lose the registration.
    private static string? ReadUri(JsonElement root) => StrictJson.StringOrNull(root, RegistrationNames.RegistrationClientUri);
}
