namespace OAuthKit;

/// <summary>Makes proofs with one key, and knows the nonces that APIs gave. It rides on each token that is bound to the key.</summary>
internal sealed class DpopProver(DpopKey key, DpopNonces apiNonces, TimeProvider time)
{
    public DpopKey Key { get; } = key;

    /// <summary>The nonces of APIs. Those of the authorization server are others (RFC 9449 section 9).</summary>
    public DpopNonces ApiNonces { get; } = apiNonces;

    /// <summary>The nonces of the authorization server, by the origins of its endpoints.</summary>
    public DpopNonces ServerNonces { get; init; } = new();

    /// <summary>What is added to the clock.</summary>
    public TimeSpan ClockOffset { get; init; }

    /// <summary>A proof for one request, to be sent once (RFC 9449 section 4.2). With a key of this process the task has ended already.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="url">Where it goes.</param>
    /// <param name="token">The access token that is sent with it; null in requests to the authorization server that carry none.</param>
    /// <param name="nonce">What the server gave to be put in, if it did.</param>
    /// <param name="cancellationToken">Ends the signing, where that is remote.</param>
    public ValueTask<string> ProveAsync(HttpMethod method, Uri url, AccessToken? token, string? nonce, CancellationToken cancellationToken)
    {
        var draft = Key.Begin();
        try
        {
            Write(draft, method, url, token, nonce);
            var signing = draft.SignAsync(cancellationToken);
            if (!signing.IsCompletedSuccessfully)
            {
                return FinishAsync(draft, signing);
            }

            draft.Dispose();
            return signing;
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    /// <summary>What goes to the authorization server with its proofs.</summary>
    public DpopRequests Requests => new(this);

    /// <summary>A request to an API. What goes on with proofs is reached from here, so that a program which binds no tokens carries none of it when compiled ahead of time.</summary>
    public Task<HttpResponseMessage> SendAsync(ApiSending sending, AccessToken token, CancellationToken cancellationToken) =>
        sending.SendBoundAsync(token, BeginApi(token, null), cancellationToken);

    /// <summary>The proofs of one request to an API: the first token's, or those of the token that was renewed under way.</summary>
    public DpopExchange BeginApi(AccessToken token, DpopExchange? before) => new(this, ApiNonces, token, before?.IsSecond == true);

    private static async ValueTask<string> FinishAsync(JwsDraft draft, ValueTask<string> signing)
    {
        using (draft)
        {
            return await signing.ConfigureAwait(false);
        }
    }

    private void Write(JwsDraft draft, HttpMethod method, Uri url, AccessToken? token, string? nonce)
    {
        var claims = draft.Claims;
        Span<byte> jti = stackalloc byte[RandomText.ShortLength];
        RandomText.WriteShort(jti);
        claims.WriteString(JoseNames.Jti, jti);
        claims.WriteString(DpopNames.Htm, DpopTarget.MethodOf(method));
        claims.WriteString(DpopNames.Htu, DpopTarget.Of(url));
        claims.WriteNumber(JoseNames.Iat, (time.GetUtcNow() + ClockOffset).ToUnixTimeSeconds());
        // Section 7: where an access token is sent, and only there.
        if (token is not null)
        {
            claims.WriteString(DpopNames.Ath, token.Binding!.HashOf(token));
        }

        if (nonce is not null)
        {
            claims.WriteString(DpopNames.Nonce, nonce);
        }
    }
}
