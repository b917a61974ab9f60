using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace OAuthKit;

/// <summary>
/// The members of a successful token response, read in one pass: this is the answer of every token request, and a document
/// of it would be made to be thrown away.
/// </summary>
internal ref struct TokenMembers
{
    private TokenMember _accessToken;
    private TokenMember _tokenType;
    private TokenMember _expiresIn;
    private TokenMember _scope;
    private TokenMember _refreshToken;
    private TokenMember _idToken;
    private TokenMember _issuedTokenType;
    private Dictionary<string, JsonElement>? _others;

    public readonly TokenMember AccessToken => _accessToken;

    public readonly TokenMember TokenType => _tokenType;

    public readonly TokenMember ExpiresIn => _expiresIn;

    public readonly TokenMember Scope => _scope;

    public readonly TokenMember RefreshToken => _refreshToken;

    public readonly TokenMember IdToken => _idToken;

    public readonly TokenMember IssuedTokenType => _issuedTokenType;

    /// <summary>Everything else, kept beyond the response.</summary>
    public readonly Dictionary<string, JsonElement> Others => _others ?? TokenSet.NoOtherMembers;

    /// <summary>Reads by the rules of <see cref="StrictJson"/>.</summary>
    /// <returns>False where it isn't one JSON object without duplicate names, or has a member <c>error</c>: what it is then, is said elsewhere.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, out TokenMembers members)
    {
        members = default;
        // RFC 8259 section 8.1. The reader looks at the bytes of a name or string only when it is read.
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(json, StrictJson.ReaderOptions);
            var read = default(TokenMembers);
            var isRead = reader.Read() && reader.TokenType == JsonTokenType.StartObject && read.TryReadMembers(ref reader, json) && !reader.Read();
            members = read;
            return isRead;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private bool TryReadMembers(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadMember(ref reader, json))
            {
                return false;
            }
        }

        return true;
    }

    // False: the name stands twice, or it is that of an error.
    private bool TryReadMember(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (Is(in reader, Wire.AccessToken))
        {
            return TryTake(ref reader, json, ref _accessToken);
        }

        if (Is(in reader, Wire.TokenType))
        {
            return TryTake(ref reader, json, ref _tokenType);
        }

        if (Is(in reader, Wire.ExpiresIn))
        {
            return TryTake(ref reader, json, ref _expiresIn);
        }

        if (Is(in reader, Wire.Scope))
        {
            return TryTake(ref reader, json, ref _scope);
        }

        if (Is(in reader, Wire.RefreshToken))
        {
            return TryTake(ref reader, json, ref _refreshToken);
        }

        if (Is(in reader, Wire.IdToken))
        {
            return TryTake(ref reader, json, ref _idToken);
        }

        if (Is(in reader, Wire.IssuedTokenType))
        {
            return TryTake(ref reader, json, ref _issuedTokenType);
        }

        var name = reader.GetString()!;
        reader.Read();
        var value = new TokenMember(ref reader, json);
        return name != Wire.Error && (_others ??= new(StringComparer.Ordinal)).TryAdd(name, JsonElement.Parse(value.Raw, StrictJson.Options));
    }

    private static bool Is(scoped in Utf8JsonReader reader, string name) =>
        reader.ValueIsEscaped ? reader.GetString() == name : Ascii.Equals(reader.ValueSpan, name);

    private static bool TryTake(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref TokenMember member)
    {
        if (member.Type != JsonTokenType.None)
        {
            return false;
        }

        reader.Read();
        member = new TokenMember(ref reader, json);
        if (member.Type is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            // No member here may be one, but names that stand twice are found wherever they are.
            JsonElement.Parse(member.Raw, StrictJson.Options);
        }

        return true;
    }
}
