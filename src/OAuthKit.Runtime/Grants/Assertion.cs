using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// An assertion as it is sent: a JWT, or a SAML assertion encoded in base64url
/// (<see href="https://www.rfc-editor.org/rfc/rfc7521#section-3">RFC 7521 section 3</see>).
/// </summary>
[JsonConverter(typeof(SecretJsonConverter<Assertion>))]
public sealed class Assertion : Secret
{
    private Assertion(string value)
        : base(value)
    {
    }

    private protected override string Kind => "assertion";

    /// <summary>Takes the assertion.</summary>
    /// <param name="value">The assertion.</param>
    /// <returns>The assertion as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The value is empty or has a character other than visible ASCII.</exception>
    public static Assertion Parse(string value) =>
        TryParse(value, out var result) ? result : throw new FormatException("The assertion is empty or has a character other than visible ASCII. A SAML assertion is given as XML to Saml2BearerGrant, which encodes it.");

    /// <summary>Takes the assertion.</summary>
    /// <param name="value">The assertion.</param>
    /// <param name="result">The assertion as a value that doesn't leak.</param>
    /// <returns>Whether the value has the form of one.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out Assertion? result)
    {
        result = IsWithin(value, '\x21', '\x7E') ? new Assertion(value!) : null;
        return result is not null;
    }
}
