using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// The secret by which the one who exchanges an authorization code proves to be the one who asked for it
/// (<see href="https://www.rfc-editor.org/rfc/rfc7636#section-4.1">RFC 7636 section 4.1</see>).
/// </summary>
[JsonConverter(typeof(SecretJsonConverter<CodeVerifier>))]
public sealed class CodeVerifier : Secret
{
    private static readonly SearchValues<char> _unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private CodeVerifier(string value)
        : base(value)
    {
    }

    private protected override string Kind => "code verifier";

    /// <summary>A new one, of 256 random bits. <see cref="OAuthClient.StartAuthorizationAsync"/> makes one for each request.</summary>
    /// <returns>The code verifier.</returns>
    public static CodeVerifier Create() => new(RandomText.Create());

    /// <summary>The <c>code_challenge</c> by <c>S256</c> (<see href="https://www.rfc-editor.org/rfc/rfc7636#section-4.2">RFC 7636 section 4.2</see>).</summary>
    /// <returns>The challenge, which may be shown.</returns>
    public string ToChallenge() => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(_text)));

    /// <summary>Takes the code verifier.</summary>
    /// <param name="value">The code verifier.</param>
    /// <returns>The code verifier as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The value isn't made of 43 to 128 letters, digits and <c>-._~</c>.</exception>
    public static CodeVerifier Parse(string value) =>
        TryParse(value, out var result) ? result : throw new FormatException("The code verifier isn't made of 43 to 128 letters, digits and \"-._~\" (RFC 7636 section 4.1).");

    /// <summary>Takes the code verifier.</summary>
    /// <param name="value">The code verifier.</param>
    /// <param name="result">The code verifier as a value that doesn't leak.</param>
    /// <returns>Whether the value has the form of one.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out CodeVerifier? result)
    {
        result = value is { Length: >= 43 and <= 128 } && !value.AsSpan().ContainsAnyExcept(_unreserved) ? new CodeVerifier(value!) : null;
        return result is not null;
    }
}
