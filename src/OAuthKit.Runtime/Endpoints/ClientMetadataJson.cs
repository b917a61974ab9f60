using System.Text.Json;

namespace OAuthKit;

/// <summary>Client metadata as the members of a JSON object.</summary>
internal static class ClientMetadataJson
{
    private static readonly HashSet<string> _known =
    [
        RegistrationNames.RedirectUris, RegistrationNames.TokenEndpointAuthMethod, RegistrationNames.GrantTypes,
        RegistrationNames.ResponseTypes, RegistrationNames.ClientName, RegistrationNames.ClientUri, RegistrationNames.LogoUri,
        Wire.Scope, RegistrationNames.Contacts, RegistrationNames.TosUri, RegistrationNames.PolicyUri, RegistrationNames.JwksUri,
        RegistrationNames.Jwks, RegistrationNames.SoftwareId, RegistrationNames.SoftwareVersion, RegistrationNames.SoftwareStatement,
        RegistrationNames.TlsClientCertificateBoundAccessTokens, RegistrationNames.UseMtlsEndpointAliases,
        Wire.ClientId, Wire.ClientSecret, RegistrationNames.ClientIdIssuedAt, RegistrationNames.ClientSecretExpiresAt,
        RegistrationNames.RegistrationAccessToken, RegistrationNames.RegistrationClientUri,
    ];

    /// <summary>Writes the members into an object that is open.</summary>
    public static void Write(Utf8JsonWriter writer, ClientMetadata metadata)
    {
        WriteList(writer, RegistrationNames.RedirectUris, metadata.RedirectUris);
        WriteText(writer, RegistrationNames.TokenEndpointAuthMethod, metadata.TokenEndpointAuthMethod);
        WriteList(writer, RegistrationNames.GrantTypes, metadata.GrantTypes);
        WriteList(writer, RegistrationNames.ResponseTypes, metadata.ResponseTypes);
        WriteText(writer, RegistrationNames.ClientName, metadata.ClientName);
        WriteText(writer, RegistrationNames.ClientUri, metadata.ClientUri);
        WriteText(writer, RegistrationNames.LogoUri, metadata.LogoUri);
        WriteText(writer, Wire.Scope, metadata.Scope);
        WriteList(writer, RegistrationNames.Contacts, metadata.Contacts);
        WriteText(writer, RegistrationNames.TosUri, metadata.TosUri);
        WriteText(writer, RegistrationNames.PolicyUri, metadata.PolicyUri);
        WriteText(writer, RegistrationNames.JwksUri, metadata.JwksUri);
        if (metadata.Jwks is { } jwks)
        {
            writer.WritePropertyName(RegistrationNames.Jwks);
            writer.WriteRawValue(jwks);
        }

        WriteText(writer, RegistrationNames.SoftwareId, metadata.SoftwareId);
        WriteText(writer, RegistrationNames.SoftwareVersion, metadata.SoftwareVersion);
        WriteText(writer, RegistrationNames.SoftwareStatement, metadata.SoftwareStatement);
        WriteFlag(writer, RegistrationNames.TlsClientCertificateBoundAccessTokens, metadata.TlsClientCertificateBoundAccessTokens);
        WriteFlag(writer, RegistrationNames.UseMtlsEndpointAliases, metadata.UseMtlsEndpointAliases);
        foreach (var (name, value) in metadata.OtherMembers)
        {
            if (_known.Contains(name))
            {
                throw new ArgumentException($"\"{name}\" has a property of its own, or is the server's to say: it can't be given as another member.", nameof(metadata));
            }

            writer.WritePropertyName(name);
            StrictJson.Write(writer, value);
        }
    }

    /// <summary>Reads what a server has registered.</summary>
    public static ClientMetadata Read(JsonElement root) => new()
    {
        RedirectUris = ReadList(root, RegistrationNames.RedirectUris),
        TokenEndpointAuthMethod = ReadText(root, RegistrationNames.TokenEndpointAuthMethod),
        GrantTypes = ReadList(root, RegistrationNames.GrantTypes),
        ResponseTypes = ReadList(root, RegistrationNames.ResponseTypes),
        ClientName = ReadText(root, RegistrationNames.ClientName),
        ClientUri = ReadText(root, RegistrationNames.ClientUri),
        LogoUri = ReadText(root, RegistrationNames.LogoUri),
        Scope = ReadText(root, Wire.Scope),
        Contacts = ReadList(root, RegistrationNames.Contacts),
        TosUri = ReadText(root, RegistrationNames.TosUri),
        PolicyUri = ReadText(root, RegistrationNames.PolicyUri),
        JwksUri = ReadText(root, RegistrationNames.JwksUri),
        Jwks = ReadKeys(root),
        SoftwareId = ReadText(root, RegistrationNames.SoftwareId),
        SoftwareVersion = ReadText(root, RegistrationNames.SoftwareVersion),
        SoftwareStatement = ReadText(root, RegistrationNames.SoftwareStatement),
        TlsClientCertificateBoundAccessTokens = ReadFlag(root, RegistrationNames.TlsClientCertificateBoundAccessTokens),
        UseMtlsEndpointAliases = ReadFlag(root, RegistrationNames.UseMtlsEndpointAliases),
        OtherMembers = ReadOthers(root),
    };

    public static OAuthException Invalid(string name, string expected) =>
        new(OAuthFault.RegistrationMember, $"The \"{name}\" of the registration response isn't {expected} (RFC 7591 section 3.2.1).");

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteFlag(Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } flag)
        {
            writer.WriteBoolean(name, flag);
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    // JSON null counts as absent: servers write it for what isn't set (RFC 7592 section 2.2).
    private static bool TryFind(JsonElement root, string name, out JsonElement value) =>
        root.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private static string? ReadText(JsonElement root, string name) =>
        TryFind(root, name, out var value) ? StrictJson.StringOrNull(value) ?? throw Invalid(name, "a string") : null;

    private static bool? ReadFlag(JsonElement root, string name)
    {
        if (!TryFind(root, name, out var value))
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Invalid(name, "a boolean");
    }

    private static List<string>? ReadList(JsonElement root, string name) =>
        TryFind(root, name, out var value) ? StrictJson.StringsOrNull(value) ?? throw Invalid(name, "a list of strings") : null;

    private static string? ReadKeys(JsonElement root)
    {
        if (!TryFind(root, RegistrationNames.Jwks, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(JoseNames.Keys, out var keys) || keys.ValueKind != JsonValueKind.Array)
        {
            throw Invalid(RegistrationNames.Jwks, "a set of public keys");
        }

        foreach (var key in keys.EnumerateArray())
        {
            if (key.ValueKind != JsonValueKind.Object || JsonWebKeyReader.IsPrivate(key))
            {
                throw Invalid(RegistrationNames.Jwks, "a set of public keys");
            }
        }

        return value.GetRawText();
    }

    private static Dictionary<string, JsonElement> ReadOthers(JsonElement root)
    {
        Dictionary<string, JsonElement>? others = null;
        foreach (var member in root.EnumerateObject())
        {
            if (!_known.Contains(member.Name))
            {
                (others ??= new(StringComparer.Ordinal))[member.Name] = member.Value.Clone();
            }
        }

        return others ?? ClientMetadata.NoOtherMembers;
    }
}
