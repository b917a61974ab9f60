using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// An authorization code, which can be exchanged once
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749 section 4.1.2</see>).
/// </summary>
[JsonConverter(typeof(SecretJsonConverter<AuthorizationCode>))]
public sealed class AuthorizationCode : Secret
{
    private AuthorizationCode(string value)
        : base(value)
    {
    }

    private protected override string Kind => "authorization code";

    /// <summary>Takes the authorization code.</summary>
    /// <param name="value">The authorization code.</param>
    /// <returns>The authorization code as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The value is empty or has a character other than printable ASCII.</exception>
    public static AuthorizationCode Parse(string value) =>
        TryParse(value, out var result) ? result : throw new FormatException("The authorization code is empty or has a character other than printable ASCII (RFC 6749 appendix A.11).");

    /// <summary>Takes the authorization code.</summary>
    /// <param name="value">The authorization code.</param>
    /// <param name="result">The authorization code as a value that doesn't leak.</param>
    /// <returns>Whether the value has the form of one.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out AuthorizationCode? result)
    {
        result = IsWithin(value, '\x20', '\x7E') ? new AuthorizationCode(value!) : null;
        return result is not null;
    }
}
