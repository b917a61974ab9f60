using System.Diagnostics;

namespace OAuthKit;

/// <summary>
/// The requests to an authorization server that carry proofs. Those without have none of this on their way, and a program that
/// binds no tokens carries none of it when compiled ahead of time, since no prover is made that could make one of these.
/// </summary>
internal sealed class DpopRequests(DpopProver prover)
{
    /// <summary>A token request: each attempt is made anew, form and client assertion included (RFC 9449 section 8).</summary>
    public ValueTask<BackchannelResponse> SendTokenRequestAsync(OAuthClient client, ClientChannel channel, TokenGrant grant, Activity? activity, CancellationToken cancellationToken)
    {
        return SendAsync(channel, Endpoint.Token, CreateFormAsync, Wire.Json, activity, cancellationToken);

        async Task<FormParameters> CreateFormAsync()
        {
            var form = grant.BuildForm(client.Parameters);
            await grant.AddFreshParametersAsync(form, client, cancellationToken).ConfigureAwait(false);
            return form;
        }
    }

    /// <summary>A request to an endpoint that the client authenticates at.</summary>
    public async ValueTask<BackchannelResponse> SendAsync(
        ClientChannel channel, Endpoint endpoint, Func<Task<FormParameters>> createForm, string accept, Activity? activity, CancellationToken cancellationToken)
    {
        var exchange = new DpopExchange(prover, prover.ServerNonces);
        while (true)
        {
            var form = await createForm().ConfigureAwait(false);
            var (url, metadata) = await channel.FindAsync(endpoint, cancellationToken).ConfigureAwait(false);
            ThrowIfUnsupported(metadata);
            await exchange.ProveAsync(HttpMethod.Post, url, cancellationToken).ConfigureAwait(false);
            var response = await channel.SendAsync(endpoint, form, accept, exchange, activity, cancellationToken).ConfigureAwait(false);
            if (!exchange.IsToBeRepeated(response))
            {
                return response;
            }

            response.Dispose();
        }
    }

    /// <summary>A request to an endpoint that RFC 9449 says nothing of: with a proof where the server says that it takes such, and else without.</summary>
    public async ValueTask<BackchannelResponse> SendIfTakenAsync(ClientChannel channel, Endpoint endpoint, Func<FormParameters> createForm, string accept, CancellationToken cancellationToken)
    {
        var (_, metadata) = await channel.FindAsync(endpoint, cancellationToken).ConfigureAwait(false);
        var isTaken = metadata?.GetList(MetadataNames.DpopSigningAlgValuesSupported)?.Contains(prover.Key.Algorithm) == true;
        var sending = isTaken
            ? SendAsync(channel, endpoint, () => Task.FromResult(createForm()), accept, null, cancellationToken)
            : channel.SendAsync(endpoint, createForm(), accept, null, null, cancellationToken);
        return await sending.ConfigureAwait(false);
    }

    /// <summary>A request whose only credential is an access token that is bound to a key. The server of the token's API may be the authorization server: its nonces for APIs are others all the same.</summary>
    public async ValueTask<BackchannelResponse> SendAsync(Backchannel backchannel, BackchannelRequest request, AccessToken token, CancellationToken cancellationToken)
    {
        request.Dpop = new DpopExchange(prover, prover.ApiNonces, token);
        while (true)
        {
            await request.Dpop.ProveAsync(request.Method, request.Url, cancellationToken).ConfigureAwait(false);
            var response = await backchannel.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!request.Dpop.IsToBeRepeated(response))
            {
                return response;
            }

            response.Dispose();
        }
    }

    /// <summary>RFC 9449 section 5.1. A server that lists no algorithms may take it all the same.</summary>
    public void ThrowIfUnsupported(ServerMetadata? metadata)
    {
        if (metadata?.GetList(MetadataNames.DpopSigningAlgValuesSupported) is { Count: > 0 } supported && !supported.Contains(prover.Key.Algorithm))
        {
            throw new OAuthException(
                OAuthFault.DpopAlgorithmUnsupported,
                $"The DPoP key signs with {prover.Key.Algorithm}, but the metadata of the authorization server lists only {ServerText.Clean(string.Join(", ", supported))} for proofs (RFC 9449 section 5.1). Set {nameof(DpopOptions)}.{nameof(DpopOptions.Algorithm)}, or give another key.");
        }
    }
}
