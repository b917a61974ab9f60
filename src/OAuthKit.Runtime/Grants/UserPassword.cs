using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// A user's password, for <see cref="ResourceOwnerPasswordGrant"/>.
/// </summary>
[JsonConverter(typeof(SecretJsonConverter<UserPassword>))]
public sealed class UserPassword : Secret
{
    private UserPassword(string value)
        : base(value)
    {
    }

    private protected override string Kind => "password";

    /// <summary>Takes the password.</summary>
    /// <param name="value">The password.</param>
    /// <returns>The password as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The value is empty or has a control character.</exception>
    public static UserPassword Parse(string value) =>
        TryParse(value, out var result) ? result : throw new FormatException("The password is empty or has a control character, such as a line break at its end (RFC 6749 appendix A.16).");

    /// <summary>Takes the password.</summary>
    /// <param name="value">The password.</param>
    /// <param name="result">The password as a value that doesn't leak.</param>
    /// <returns>Whether the value has the form of one.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out UserPassword? result)
    {
        result = !string.IsNullOrEmpty(value) && !HasControl(value) ? new UserPassword(value!) : null;
        return result is not null;
    }
}
