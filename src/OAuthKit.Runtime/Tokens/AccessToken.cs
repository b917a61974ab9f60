using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// An access token, opaque to the client
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-1.4">RFC 6749 section 1.4</see>).
/// </summary>
[JsonConverter(typeof(SecretJsonConverter<AccessToken>))]
public sealed class AccessToken : Secret
{
    // What the token is bound to: a DpopBinding, or the thumbprint of a certificate. One field, since every token pays for it.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private object? _binding;

    // The rendered header is what every call needs, so it is the one string that is kept.
    private AccessToken(string header, DpopBinding? dpop = null)
        : base(header)
    {
        _binding = dpop;
    }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string AuthorizationHeader => _text;

    /// <summary>What proves that the key is at hand which the token is bound to; null where it is bound to none (RFC 9449 section 7.1).</summary>
    internal DpopProver? Dpop => Binding?.Prover;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal DpopBinding? Binding => _binding as DpopBinding;

    /// <summary>The thumbprint of the client's certificate that the token is known to be bound to; null where nobody knows of one (RFC 8705 section 3.1).</summary>
    internal string? CertificateThumbprint => _binding as string;

    private protected override string Kind => "access token";

    /// <summary>Takes a token that is sent as <c>Bearer</c>.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The token as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The token is empty, or has a character other than visible ASCII.</exception>
    public static AccessToken Parse(string token) =>
        TryParse(token, out var result)
            ? result
            : throw NotSendable();

    /// <summary>Takes a token that is sent as <c>Bearer</c>.</summary>
    /// <param name="token">The token.</param>
    /// <param name="result">The token as a value that doesn't leak.</param>
    /// <returns>Whether the token is non-empty and made of visible ASCII.</returns>
    public static bool TryParse(string? token, [NotNullWhen(true)] out AccessToken? result)
    {
        result = Create(Scheme.Bearer, token);
        return result is not null;
    }

    /// <summary>
    /// Takes a token that is bound to a key, and sent as <c>DPoP</c> with a proof of that key
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-7.1">RFC 9449 section 7.1</see>).
    /// </summary>
    /// <param name="token">The token.</param>
    /// <param name="key">The key that the token is bound to. That it is the one isn't checked: the API does that.</param>
    /// <param name="timeProvider">The clock of the proofs; the system's by default.</param>
    /// <returns>The token as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The token is empty, or has a character other than visible ASCII.</exception>
    public static AccessToken ParseDpop(string token, DpopKey key, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Create(Scheme.Dpop, token, new DpopProver(key, key.ApiNonces, timeProvider ?? TimeProvider.System)) ?? throw NotSendable();
    }

    /// <summary>
    /// Takes a token that is bound to a certificate, and sent as <c>Bearer</c> over connections that show it
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705 section 3</see>). Where another certificate or none
    /// is known to be shown, it isn't sent.
    /// </summary>
    /// <param name="token">The token.</param>
    /// <param name="certificateThumbprint">The thumbprint of the certificate, as <see cref="ClientCertificate.Thumbprint"/> has it. That it is the one isn't checked: the API does that.</param>
    /// <returns>The token as a value that doesn't leak.</returns>
    /// <exception cref="FormatException">The token is empty, or has a character other than visible ASCII.</exception>
    public static AccessToken ParseCertificateBound(string token, string certificateThumbprint)
    {
        ArgumentException.ThrowIfNullOrEmpty(certificateThumbprint);
        var result = Parse(token);
        result.BindTo(certificateThumbprint);
        return result;
    }

    /// <inheritdoc/>
    public override string Reveal() => _text[(_text.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <summary>Says of a token that nobody has seen yet that it is bound to a certificate. A key that it is bound to says more.</summary>
    internal void BindTo(string certificateThumbprint) => _binding ??= certificateThumbprint;

    /// <summary>RFC 8693 section 2.2.1: a token of the type <c>N_A</c> isn't an access token, whatever the member is called.</summary>
    internal void ThrowIfNotApplicable()
    {
        if (_text.StartsWith(Scheme.NotApplicable + " ", StringComparison.Ordinal))
        {
            throw new OAuthException(OAuthFault.TokenNotApplicable, "The token came with the token_type \"N_A\" (RFC 8693 section 2.2.1): it isn't an access token, so it isn't sent to an API. Ask for an access token in the exchange, or hand the token to what takes its kind.");
        }
    }

    /// <summary>A token of a type; null where it is empty or can't be sent in a header.</summary>
    internal static AccessToken? Create(string scheme, string? token, DpopProver? dpop = null) =>
        IsWithin(token, '\x21', '\x7E') ? new(string.Concat(scheme, " ", token), DpopBinding.Of(dpop)) : null;

    /// <summary>A token of a type, from its bytes.</summary>
    internal static AccessToken? Create(string scheme, ReadOnlySpan<byte> token, DpopProver? dpop = null)
    {
        if (token.IsEmpty || token.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E))
        {
            return null;
        }

        var chars = ArrayPool<char>.Shared.Rent(token.Length);
        var text = chars.AsSpan(0, Encoding.Latin1.GetChars(token, chars));
        var header = string.Concat(scheme, " ", text);
        text.Clear();
        ArrayPool<char>.Shared.Return(chars);
        return new(header, DpopBinding.Of(dpop));
    }

    private static FormatException NotSendable() =>
        new("The access token is empty or has a character other than visible ASCII, so it can't be sent in a header (RFC 6750 section 2.1).");
}
