using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// A refresh token (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-1.5">RFC 6749 section 1.5</see>).
/// </summary>
[JsonConverter(typeof(SecretJsonConverter<RefreshToken>))]
public sealed class RefreshToken : Secret
{
    private RefreshToken(string value)
        : base(value)
    {
    }

    private protected override string Kind => "refresh token";

    /// <summary>Takes the refresh token.</summary>
    /// <param name="value">The refresh token.</param>
    /// <returns>The refresh token as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The value is empty or has a character other than printable ASCII.</exception>
    public static RefreshToken Parse(string value) =>
        TryParse(value, out var result) ? result : throw new FormatException("The refresh token is empty or has a character other than printable ASCII (RFC 6749 appendix A.17).");

    /// <summary>Takes the refresh token.</summary>
    /// <param name="value">The refresh token.</param>
    /// <param name="result">The refresh token as a value that doesn't leak.</param>
    /// <returns>Whether the value has the form of one.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out RefreshToken? result)
    {
        result = IsWithin(value, '\x20', '\x7E') ? new RefreshToken(value!) : null;
        return result is not null;
    }
}
