using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// An ID token as it was received, not validated
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect Core section 2</see>): take
/// no identity from it.
/// </summary>
[JsonConverter(typeof(SecretJsonConverter<EncodedIdToken>))]
public sealed class EncodedIdToken : Secret
{
    private EncodedIdToken(string value)
        : base(value)
    {
    }

    private protected override string Kind => "ID token";

    /// <summary>Takes the ID token.</summary>
    /// <param name="value">The ID token.</param>
    /// <returns>The ID token as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The value is empty or has a character that no JWT has.</exception>
    public static EncodedIdToken Parse(string value) =>
        TryParse(value, out var result) ? result : throw new FormatException("The ID token is empty or has a character that no JWT has.");

    /// <summary>Takes the ID token.</summary>
    /// <param name="value">The ID token.</param>
    /// <param name="result">The ID token as a value that doesn't leak.</param>
    /// <returns>Whether the value has the form of one.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out EncodedIdToken? result)
    {
        result = IsWithin(value, '\x21', '\x7E') ? new EncodedIdToken(value!) : null;
        return result is not null;
    }
}
