using System.Net;

namespace OAuthKit;

/// <summary>
/// One request with proofs, sent once, and once more where the server wants a nonce that the first proof didn't have (RFC 9449
/// sections 8 and 9). Every attempt has a proof of its own.
/// </summary>
/// <param name="prover">Makes the proofs.</param>
/// <param name="nonces">Those of the kind of server that is asked: the authorization server's and an API's are never mixed.</param>
/// <param name="token">The access token that is sent along; null where there is none.</param>
/// <param name="isSecond">Whether a nonce was asked for once already.</param>
internal sealed class DpopExchange(DpopProver prover, DpopNonces nonces, AccessToken? token = null, bool isSecond = false)
{
    private string? _sent;
    private string? _received;

    /// <summary>The proof of the attempt that is under way.</summary>
    public string Proof { get; private set; } = "";

    /// <summary>Whether a nonce was asked for, and the request was sent again with it.</summary>
    public bool IsSecond { get; private set; } = isSecond;

    /// <summary>Makes the proof of the next attempt.</summary>
    public async ValueTask ProveAsync(HttpMethod method, Uri url, CancellationToken cancellationToken)
    {
        _received = null;
        _sent = nonces.Find(url);
        Proof = await prover.ProveAsync(method, url, token, _sent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps the nonce that an answer brings, whatever else it says (section 8.2).</summary>
    public void Received(Uri url, HttpResponseMessage response) => _received = nonces.Keep(url, response);

    /// <summary>Whether the answer asks for another attempt. It is true once at most, and never for a nonce that the server has had already.</summary>
    public bool IsToBeRepeated(BackchannelResponse response) => WantsNonce(response) && IsToBeRepeated();

    /// <summary>The same where the answer is known to ask for a nonce.</summary>
    public bool IsToBeRepeated()
    {
        if (IsSecond || _received is null || _received == _sent)
        {
            return false;
        }

        return IsSecond = true;
    }

    private static bool WantsNonce(BackchannelResponse response) =>
        response.Status is (int)HttpStatusCode.BadRequest or (int)HttpStatusCode.Unauthorized && (IsInBody(response) || IsInChallenge(response));

    // Section 8: an error of RFC 6749 section 5.2.
    private static bool IsInBody(BackchannelResponse response)
    {
        using var document = response.IsJson ? StrictJson.ParseObject(response.Body) : null;
        return document is not null && StrictJson.StringOrNull(document.RootElement, Wire.Error) == ErrorCodes.UseDpopNonce;
    }

    // Section 9: where the request carries an access token.
    private static bool IsInChallenge(BackchannelResponse response)
    {
        foreach (var challenge in AuthenticationChallenge.Parse(response.Challenges))
        {
            if (challenge.Scheme.Equals(Scheme.Dpop, StringComparison.OrdinalIgnoreCase)
                && challenge.Parameters.TryGetValue(Wire.Error, out var error) && error == ErrorCodes.UseDpopNonce)
            {
                return true;
            }
        }

        return false;
    }
}
