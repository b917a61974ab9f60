using System.Text.Json;

namespace OAuthKit;

/// <summary>The members of a token response, found in one pass: each lookup by name would go through all of them. What is absent is undefined.</summary>
internal readonly struct TokenMembers
{
    public TokenMembers(JsonElement root)
    {
        Dictionary<string, JsonElement>? others = null;
        foreach (var member in root.EnumerateObject())
        {
            if (member.NameEquals(Wire.AccessToken))
            {
                AccessToken = member.Value;
            }
            else if (member.NameEquals(Wire.TokenType))
            {
                TokenType = member.Value;
            }
            else if (member.NameEquals(Wire.ExpiresIn))
            {
                ExpiresIn = member.Value;
            }
            else if (member.NameEquals(Wire.Scope))
            {
                Scope = member.Value;
            }
            else if (member.NameEquals(Wire.RefreshToken))
            {
                RefreshToken = member.Value;
            }
            else if (member.NameEquals(Wire.IdToken))
            {
                IdToken = member.Value;
            }
            else if (member.NameEquals(Wire.IssuedTokenType))
            {
                IssuedTokenType = member.Value;
            }
            else
            {
                (others ??= new(StringComparer.Ordinal))[member.Name] = member.Value.Clone();
            }
        }

        Others = others ?? TokenSet.NoOtherMembers;
    }

    public JsonElement AccessToken { get; }

    public JsonElement TokenType { get; }

    public JsonElement ExpiresIn { get; }

    public JsonElement Scope { get; }

    public JsonElement RefreshToken { get; }

    public JsonElement IdToken { get; }

    public JsonElement IssuedTokenType { get; }

    /// <summary>Everything else, kept beyond the response.</summary>
    public Dictionary<string, JsonElement> Others { get; }

    public static bool IsAbsent(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
}
