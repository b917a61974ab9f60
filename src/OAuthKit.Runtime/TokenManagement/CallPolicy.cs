using Microsoft.Extensions.Logging;

namespace OAuthKit;

/// <summary>Finds the policy of a call, where that depends on what the call brings in its options.</summary>
internal abstract class CallPolicy
{
    /// <summary>The policy of one call. It is asked once for each request, before anything is sent.</summary>
    /// <param name="request">The request, whose options hold what the call brings.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidOperationException">The call doesn't bring what is needed.</exception>
    public abstract ValueTask<TokenPolicy> ResolveAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Sends a request with the token of its own policy, which is found once, here, and goes along with the attempts.</summary>
    public async Task<HttpResponseMessage> SendAsync(OAuthHandler handler, HttpRequestMessage request, ILogger logger, CancellationToken cancellationToken)
    {
        var policy = await ResolveAsync(request, cancellationToken).ConfigureAwait(false);
        var tokens = await policy.Manager!.GetTokenAsync(policy, cancellationToken).ConfigureAwait(false);
        if (IsOfAnotherCertificate(handler, policy, tokens))
        {
            tokens = await policy.Manager.RenewAsync(policy, tokens.AccessToken.AuthorizationHeader, cancellationToken).ConfigureAwait(false) ?? tokens;
        }

        policy.Requested?.ThrowIfNotBound(tokens.AccessToken);
        // A tenant's own certificate goes over connections of its own.
        MutualTlsHandler.Show(request, tokens.AccessToken.CertificateThumbprint is null ? null : policy.Certificate);
        var sending = new ApiSending(handler, request, request.RequestUri, policy, logger);
        return await (tokens.AccessToken.Dpop is { } prover
            ? prover.SendAsync(sending, tokens.AccessToken, cancellationToken)
            : sending.SendAsync(tokens.AccessToken, cancellationToken)).ConfigureAwait(false);
    }

    private static bool IsOfAnotherCertificate(OAuthHandler handler, TokenPolicy policy, TokenSet tokens) =>
        policy.Certificate is { } certificate
            ? tokens.AccessToken.CertificateThumbprint is { } bound && bound != certificate.Thumbprint
            : handler.IsOfAnotherCertificate(tokens);
}
