using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace OAuthKit;

/// <summary>The form in which a <see cref="TokenSet"/> is kept: one JSON object with a version.</summary>
internal static class TokenSetJson
{
    private const int Version = 1;
    private const string VersionName = "v";
    private const string ExpiresAtName = "expires_at";
    private const string OthersName = "other";
    private const string DpopKeyName = "dpop_key";

    // What the framework's parser takes by default, in an object inside of an object.
    private static readonly JsonDocumentOptions _options = StrictJson.Options with { MaxDepth = 64 + 2 };

    /// <param name="tokens">The tokens.</param>
    /// <param name="withKey">Whether to write the private key that OAuthKit made for them as well.</param>
    public static ArrayBufferWriter<byte> Write(TokenSet tokens, bool withKey)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber(VersionName, Version);
            writer.WriteString(Wire.AccessToken, tokens.AccessToken.Reveal());
            writer.WriteString(Wire.TokenType, tokens.TokenType);
            WriteOptional(writer, ConfirmationNames.X5tS256, tokens.AccessToken.CertificateThumbprint);
            WriteOptional(writer, ExpiresAtName, tokens.ExpiresAt?.ToString("O", CultureInfo.InvariantCulture));
            WriteOptional(writer, Wire.Scope, tokens.Scope);
            WriteOptional(writer, Wire.RefreshToken, tokens.RefreshToken?.Reveal());
            WriteOptional(writer, Wire.IdToken, tokens.EncodedIdToken?.Reveal());
            WriteOptional(writer, Wire.IssuedTokenType, tokens.IssuedTokenType);
            WriteOptional(writer, MetadataNames.Issuer, tokens.Issuer);
            WriteOptional(writer, Wire.DpopJkt, tokens.AccessToken.Dpop?.Key.Thumbprint);
            WriteOptional(writer, DpopKeyName, withKey ? tokens.AccessToken.Dpop?.Key.TryExportPrivateJwk() : null);
            if (tokens.OtherMembers.Count > 0)
            {
                writer.WriteStartObject(OthersName);
                foreach (var (name, value) in tokens.OtherMembers)
                {
                    writer.WritePropertyName(name);
                    StrictJson.Write(writer, value);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return buffer;
    }

    public static TokenSet Read(ReadOnlyMemory<byte> json, TimeProvider time, DpopKey? key)
    {
        // The parser looks at the bytes of a string only when it is read, and what nobody reads is kept as well.
        if (!Utf8.IsValid(json.Span))
        {
            throw Damaged(null);
        }

        try
        {
            using var document = JsonDocument.Parse(json, _options);
            var root = document.RootElement;
            if (root.GetProperty(VersionName).GetInt32() != Version)
            {
                throw new FormatException("The kept tokens are of a version that this OAuthKit doesn't know: sign in again, or use the version that wrote them.");
            }

            var type = TypeOf(root.GetProperty(Wire.TokenType).GetString()) ?? throw Damaged(null);
            var prover = type == Scheme.Dpop ? FindProver(root, time, key) : null;
            var token = AccessToken.Create(type, root.GetProperty(Wire.AccessToken).GetString(), prover) ?? throw Damaged(null);
            if (Optional(root, ConfirmationNames.X5tS256) is { } thumbprint)
            {
                token.BindTo(thumbprint);
            }

            return new TokenSet(token, type, Expiry(root), time)
            {
                Scope = Optional(root, Wire.Scope),
                RefreshToken = Optional(root, Wire.RefreshToken) is { } refresh ? RefreshToken.Parse(refresh) : null,
                EncodedIdToken = Optional(root, Wire.IdToken) is { } id ? EncodedIdToken.Parse(id) : null,
                IssuedTokenType = Optional(root, Wire.IssuedTokenType),
                Issuer = Optional(root, MetadataNames.Issuer),
                OtherMembers = root.TryGetProperty(OthersName, out var others)
                    ? others.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.Clone())
                    : new Dictionary<string, JsonElement>(0),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            // A JsonException may quote the text, so it isn't passed on.
            throw Damaged(e is JsonException ? null : e);
        }
    }

    // Without its key the token can't be used, and its refresh token may be bound to it as well.
    private static DpopProver FindProver(JsonElement root, TimeProvider time, DpopKey? key)
    {
        var thumbprint = Optional(root, Wire.DpopJkt);
        if (key is null || (thumbprint is not null && key.Thumbprint != thumbprint))
        {
            key = Optional(root, DpopKeyName) is { } kept ? DpopKey.FromPrivateJwk(kept) : throw new OAuthException(
                OAuthFault.DpopKeyMissing,
                $"The kept tokens are bound to the DPoP key {ServerText.Clean(thumbprint)}, and {(key is null ? "no key was" : "another one was")} given to read them with (RFC 9449 section 5). Give the key that they were issued for.");
        }

        return new DpopProver(key, key.ApiNonces, time);
    }

    private static string? TypeOf(string? type) => TokenTypes.IsNotApplicable(type) ? Scheme.NotApplicable : TokenTypes.Find(type);

    // Not ParseExact: its exception quotes the text.
    private static DateTimeOffset? Expiry(JsonElement root) =>
        Optional(root, ExpiresAtName) is not { } text ? null
        : DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiry) ? expiry
        : throw Damaged(null);

    private static string? Optional(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static FormatException Damaged(Exception? inner) =>
        new("The text isn't what TokenSet.ToJson writes, or it is damaged.", inner);
}
