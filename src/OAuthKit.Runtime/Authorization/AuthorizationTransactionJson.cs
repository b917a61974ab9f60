using System.Buffers;
using System.Text.Json;

namespace OAuthKit;

/// <summary>The form in which an <see cref="AuthorizationTransaction"/> is kept: one JSON object with a version, short enough for a cookie.</summary>
internal static class AuthorizationTransactionJson
{
    private const int Version = 1;
    private const string VersionName = "v";
    private const string EndpointName = "endpoint";
    private const string CreatedName = "created";
    private const string ExpiresName = "expires";
    private const string RequiresIssuerName = "iss_required";
    private const string RequiresUrlName = "url_required";
    private const string ReturnName = "return";
    private const string DpopName = "dpop";

    public static ArrayBufferWriter<byte> Write(AuthorizationTransaction transaction)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, JwsWriter.JsonOptions))
        {
            writer.WriteStartObject();
            writer.WriteNumber(VersionName, Version);
            WriteOptional(writer, MetadataNames.Issuer, transaction.Issuer);
            WriteOptional(writer, EndpointName, transaction.AuthorizationEndpoint);
            writer.WriteString(Wire.ClientId, transaction.ClientId);
            writer.WriteString(Wire.RedirectUri, transaction.RedirectUri);
            writer.WriteString(Wire.ResponseType, transaction.ResponseType);
            WriteOptional(writer, Wire.ResponseMode, transaction.ResponseMode);
            writer.WriteString(Wire.State, transaction.State);
            WriteOptional(writer, Wire.Nonce, transaction.Nonce);
            WriteOptional(writer, Wire.CodeVerifier, transaction.CodeVerifier?.Reveal());
            WriteOptional(writer, Wire.Scope, transaction.Scope);
            WriteList(writer, Wire.Resource, transaction.Resource);
            WriteList(writer, Wire.AcrValues, transaction.AcrValues);
            if (transaction.MaxAge is { } age)
            {
                writer.WriteNumber(Wire.MaxAge, age.Ticks / TimeSpan.TicksPerSecond);
            }

            WriteFlag(writer, RequiresIssuerName, transaction.RequiresIssuer);
            WriteFlag(writer, RequiresUrlName, transaction.RequiresCallbackUrl);
            WriteOptional(writer, ReturnName, transaction.ReturnUrl);
            WriteOptional(writer, DpopName, transaction.DpopKey);
            writer.WriteNumber(CreatedName, transaction.CreatedAt.ToUnixTimeSeconds());
            writer.WriteNumber(ExpiresName, transaction.ExpiresAt.ToUnixTimeSeconds());
            writer.WriteEndObject();
        }

        return buffer;
    }

    public static AuthorizationTransaction Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, StrictJson.Options);
            var root = document.RootElement;
            if (root.GetProperty(VersionName).GetInt32() != Version)
            {
                throw new FormatException("The kept authorization transaction is of a version that this OAuthKit doesn't know: begin the login anew.");
            }

            return new AuthorizationTransaction
            {
                Issuer = Optional(root, MetadataNames.Issuer),
                AuthorizationEndpoint = Optional(root, EndpointName),
                ClientId = Required(root, Wire.ClientId),
                RedirectUri = Required(root, Wire.RedirectUri),
                ResponseType = Required(root, Wire.ResponseType) is var type && ResponseTypes.IsKnown(type) ? type : throw Damaged(null),
                ResponseMode = Optional(root, Wire.ResponseMode),
                State = Required(root, Wire.State),
                Nonce = Optional(root, Wire.Nonce),
                CodeVerifier = Optional(root, Wire.CodeVerifier) is { } verifier ? CodeVerifier.Parse(verifier) : null,
                Scope = Optional(root, Wire.Scope),
                Resource = List(root, Wire.Resource),
                AcrValues = List(root, Wire.AcrValues),
                MaxAge = root.TryGetProperty(Wire.MaxAge, out var age) ? TimeSpan.FromSeconds(age.GetInt64()) : null,
                RequiresIssuer = Flag(root, RequiresIssuerName),
                RequiresCallbackUrl = Flag(root, RequiresUrlName),
                ReturnUrl = Optional(root, ReturnName),
                DpopKey = Optional(root, DpopName),
                CreatedAt = DateTimeOffset.FromUnixTimeSeconds(root.GetProperty(CreatedName).GetInt64()),
                ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(root.GetProperty(ExpiresName).GetInt64()),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or OverflowException)
        {
            // A JsonException may quote the text, so it isn't passed on.
            throw Damaged(e is JsonException ? null : e);
        }
    }

    private static string Required(JsonElement root, string name) =>
        root.GetProperty(name).GetString() is { Length: > 0 } text ? text : throw Damaged(null);

    private static string? Optional(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool Flag(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.GetBoolean();

    private static string[] List(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value))
        {
            return [];
        }

        var list = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            list.Add(item.GetString() ?? throw Damaged(null));
        }

        return [.. list];
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteFlag(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, value);
        }
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

    private static FormatException Damaged(Exception? inner) =>
        new("The text isn't what AuthorizationTransaction.ToJson writes, or it is damaged.", inner);
}
