using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// A client secret (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749 section 2.3.1</see>).
/// </summary>
[JsonConverter(typeof(SecretJsonConverter<ClientSecret>))]
public sealed class ClientSecret : Secret
{
    private ClientSecret(string value)
        : base(value)
    {
    }

    /// <summary>
    /// When the secret ends, by what the registration said
    /// (<c>client_secret_expires_at</c>, <see href="https://www.rfc-editor.org/rfc/rfc7591#section-3.2.1">RFC 7591 section 3.2.1</see>).
    /// It isn't sent any more from then on: <see cref="OAuthFault.ClientSecretExpired"/> is thrown.
    /// </summary>
    /// <value>The default, null, is never.</value>
    public DateTimeOffset? ExpiresAt { get; private init; }

    private protected override string Kind => "client secret";

    /// <summary>Takes the client secret.</summary>
    /// <param name="value">The client secret.</param>
    /// <returns>The client secret as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The value is empty or has a control character.</exception>
    public static ClientSecret Parse(string value) =>
        TryParse(value, out var result) ? result : throw new FormatException("The client secret is missing, empty or has a control character, such as a line break at its end. Give it as the authorization server issued it.");

    /// <summary>Takes the client secret.</summary>
    /// <param name="value">The client secret.</param>
    /// <param name="result">The client secret as a value that doesn't leak.</param>
    /// <returns>Whether the value has the form of one.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out ClientSecret? result)
    {
        result = !string.IsNullOrEmpty(value) && !HasControl(value) ? new ClientSecret(value!) : null;
        return result is not null;
    }

    /// <summary>The same secret with an end.</summary>
    /// <param name="expiresAt">When it ends; null for never.</param>
    /// <returns>The secret.</returns>
    public ClientSecret WithExpiry(DateTimeOffset? expiresAt) => new(_text) { ExpiresAt = expiresAt };

    /// <summary>The raw value, where it may still be used.</summary>
    internal string RevealAt(TimeProvider time)
    {
        ThrowIfExpired(time);
        return _text;
    }

    internal void ThrowIfExpired(TimeProvider time)
    {
        if (ExpiresAt <= time.GetUtcNow())
        {
            throw new OAuthException(OAuthFault.ClientSecretExpired, $"The client secret ended at {ExpiresAt:O}, by what the registration said of it (RFC 7591 section 3.2.1). Have a new one issued.");
        }
    }
}
