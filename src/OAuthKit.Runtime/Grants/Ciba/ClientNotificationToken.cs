using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// The bearer token with which the authorization server shows, in ping mode, that a notification comes from it
/// (<see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#auth_request">CIBA
/// section 7.1</see>). OAuthKit makes one for each request.
/// </summary>
[JsonConverter(typeof(SecretJsonConverter<ClientNotificationToken>))]
public sealed class ClientNotificationToken : Secret
{
    // 256 bits; 128 are required and 160 recommended.
    private const int Bytes = 32;
    private const int MaxLength = 1024;

    // token68 (RFC 6750 section 2.1).
    private static readonly SearchValues<char> _allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    private ClientNotificationToken(string value)
        : base(value)
    {
    }

    private protected override string Kind => "client notification token";

    /// <summary>Takes a token that was kept.</summary>
    /// <param name="value">The token.</param>
    /// <returns>The token as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The value is empty, longer than 1024 characters, or not made as a bearer token is.</exception>
    public static ClientNotificationToken Parse(string value) =>
        TryParse(value, out var result)
            ? result
            : throw new FormatException("The client notification token is empty, longer than 1024 characters, or has a character that no bearer token has (CIBA section 7.1).");

    /// <summary>Takes a token that was kept.</summary>
    /// <param name="value">The token.</param>
    /// <param name="result">The token as a value that doesn't leak.</param>
    /// <returns>Whether the value has the form of one.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out ClientNotificationToken? result)
    {
        result = value is { Length: > 0 and <= MaxLength } && !value.AsSpan().ContainsAnyExcept(_allowed) ? new ClientNotificationToken(value) : null;
        return result is not null;
    }

    /// <summary>A new token of 256 random bits.</summary>
    internal static ClientNotificationToken Create()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bytes);
        return new(Base64Url.EncodeToString(bytes));
    }
}
