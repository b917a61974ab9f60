using System.Diagnostics;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>A request that came with a DPoP proof, as its receiver saw it, and what the proof has to fit.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class DpopProofRequest
{
    /// <summary>A request that was received.</summary>
    /// <param name="proofs">The values of its <c>DPoP</c> headers, one a header line. That there is exactly one is checked.</param>
    /// <param name="method">Its HTTP method, as it was received.</param>
    /// <param name="url">Its URL, as the client sees it: behind a proxy, the public one. Query and fragment don't count.</param>
    /// <exception cref="ArgumentException">The method is empty, or the URL isn't absolute.</exception>
    public DpopProofRequest(IEnumerable<string?> proofs, string method, Uri url)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri)
        {
            throw new ArgumentException("The URL of the request must be absolute: the proof names scheme and host too.", nameof(url));
        }

        Proofs = [.. proofs];
        Method = method;
        Url = url;
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The URL.</summary>
    public Uri Url { get; }

    /// <summary>The access token that came with the request, at an API: the proof must hold its hash (<c>ath</c>).</summary>
    /// <value>The default, null, is for the endpoints of an authorization server.</value>
    public AccessToken? AccessToken { get; init; }

    /// <summary>
    /// The thumbprint of the key that has to have made the proof, where it is known before: at an authorization server the
    /// <c>dpop_jkt</c> of the authorization request, or the key that the refresh token of a public client is bound to
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-5">RFC 9449 section 5</see>); at an API the <c>cnf</c>
    /// <c>jkt</c> of a token that was validated first.
    /// </summary>
    /// <value>The default, null, takes any key. An API then has the binding of the token checked by <see cref="SenderProof"/>.</value>
    public string? ExpectedThumbprint { get; init; }

    /// <summary>The nonce that the client was given, where one is demanded of it and there is just one (<see href="https://www.rfc-editor.org/rfc/rfc9449#section-8">RFC 9449 section 8</see>).</summary>
    /// <value>The default, null, demands none; see <see cref="DpopProofOptions.AcceptNonce"/>.</value>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Nonce { get; init; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string?[] Proofs { get; }

    /// <summary>The method, without the URL: that may say more than a log should.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => $"{ServerText.Clean(Method)} request with a DPoP proof";
}
