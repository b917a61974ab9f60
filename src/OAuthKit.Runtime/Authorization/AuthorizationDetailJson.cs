using System.Buffers;
using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>Authorization details as JSON (RFC 9396 section 2).</summary>
internal static class AuthorizationDetailJson
{
    private const string Type = "type";
    private const string Locations = "locations";
    private const string Actions = "actions";
    private const string DataTypes = "datatypes";
    private const string Identifier = "identifier";
    private const string Privileges = "privileges";

    /// <summary>A JSON array, also of one.</summary>
    public static string Write(IReadOnlyList<AuthorizationDetail> details)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, JwsWriter.JsonOptions))
        {
            writer.WriteStartArray();
            foreach (var detail in details)
            {
                Write(writer, detail);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string Write(AuthorizationDetail detail)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, JwsWriter.JsonOptions))
        {
            Write(writer, detail);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The detail; null where it isn't an object with a string <c>type</c>, or a common member is of another type.</summary>
    public static AuthorizationDetail? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || StrictJson.StringOrNull(root, Type) is not { Length: > 0 } type
            || ReadList(root, Locations) is not { } locations || ReadList(root, Actions) is not { } actions
            || ReadList(root, DataTypes) is not { } dataTypes || ReadList(root, Privileges) is not { } privileges
            || (root.TryGetProperty(Identifier, out var identifier) && StrictJson.StringOrNull(identifier) is null))
        {
            return null;
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in root.EnumerateObject())
        {
            if (!IsKnown(member.Name))
            {
                members[member.Name] = member.Value.Clone();
            }
        }

        return new AuthorizationDetail(type)
        {
            Locations = locations,
            Actions = actions,
            DataTypes = dataTypes,
            Identifier = StrictJson.StringOrNull(root, Identifier),
            Privileges = privileges,
            Members = members,
        };
    }

    /// <summary>What was granted, which may be more, less or something else than was asked for (RFC 9396 section 7); null where the response doesn't say.</summary>
    public static IReadOnlyList<AuthorizationDetail>? ReadGranted(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        return ReadArray(value)
            ?? throw new OAuthException(OAuthFault.TokenResponseAuthorizationDetails, "The \"authorization_details\" of the token response isn't a list of objects, each with a string \"type\" (RFC 9396 section 7).");
    }

    /// <summary>The details of an array; null where it isn't one, or one of them isn't one.</summary>
    public static IReadOnlyList<AuthorizationDetail>? ReadArray(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var details = new List<AuthorizationDetail>();
        foreach (var item in value.EnumerateArray())
        {
            if (Read(item) is not { } detail)
            {
                return null;
            }

            details.Add(detail);
        }

        return details;
    }

    public static IReadOnlyDictionary<string, JsonElement> Check(IReadOnlyDictionary<string, JsonElement> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var copy = new Dictionary<string, JsonElement>(members.Count, StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            if (string.IsNullOrEmpty(name) || IsKnown(name))
            {
                throw new ArgumentException($"The member \"{ServerText.Clean(name)}\" of an authorization detail has no name, or a property of its own.", nameof(members));
            }

            copy[name] = value;
        }

        return copy;
    }

    private static void Write(Utf8JsonWriter writer, AuthorizationDetail detail)
    {
        writer.WriteStartObject();
        writer.WriteString(Type, detail.Type);
        WriteList(writer, Locations, detail.Locations);
        WriteList(writer, Actions, detail.Actions);
        WriteList(writer, DataTypes, detail.DataTypes);
        if (detail.Identifier is not null)
        {
            writer.WriteString(Identifier, detail.Identifier);
        }

        WriteList(writer, Privileges, detail.Privileges);
        foreach (var (name, value) in detail.Members)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
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

    private static string[]? ReadList(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value))
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var list = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            if (StrictJson.StringOrNull(item) is not { } text)
            {
                return null;
            }

            list.Add(text);
        }

        return [.. list];
    }

    private static bool IsKnown(string name) => name is Type or Locations or Actions or DataTypes or Identifier or Privileges;
}
