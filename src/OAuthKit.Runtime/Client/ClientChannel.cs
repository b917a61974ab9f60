using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace OAuthKit;

/// <summary>How a client reaches the endpoints of its server: it finds the endpoint, shows its credential, and sends. Reading is the caller's.</summary>
internal sealed class ClientChannel(AuthorizationServer server, ClientAuthentication authentication, BackchannelOptions options, ClientCertificate? certificate) : IDisposable
{
    private readonly Backchannel _backchannel = new(options, certificate);

    /// <summary>RFC 8705 section 5: whoever shows a certificate calls the alias of an endpoint, where there is one.</summary>
    public bool UsesAliases { get; set; } = certificate is not null;

    /// <summary>What the profile of the client demands of its signatures.</summary>
    public ProfileRules? Rules { get; set; }

    public void Dispose() => _backchannel.Dispose();

    /// <summary>The one way to an endpoint that the client authenticates at: authenticate, send, and leave the reading to the caller.</summary>
    public async ValueTask<BackchannelResponse> SendAsync(Endpoint endpoint, FormParameters form, string accept, DpopExchange? dpop, Activity? activity, CancellationToken cancellationToken)
    {
        var request = await PrepareAsync(endpoint, form, accept, dpop, activity, cancellationToken).ConfigureAwait(false);
        var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        activity?.SetTag("http.response.status_code", response.Status);
        return response;
    }

    /// <summary>Sends what is prepared. A caller that does both by itself waits for the answer in one place less.</summary>
    public ValueTask<BackchannelResponse> SendAsync(BackchannelRequest request, CancellationToken cancellationToken) => _backchannel.SendAsync(request, cancellationToken);

    /// <summary>A request with the client's credential, fresh for each. With metadata that are there and a key of this process it is there at once.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<BackchannelRequest> PrepareAsync(Endpoint endpoint, FormParameters form, string accept, DpopExchange? dpop, Activity? activity, CancellationToken cancellationToken)
    {
        if (endpoint.IsForBrowser)
        {
            throw new InvalidOperationException($"The {endpoint.DisplayName} is for browsers, and isn't called (RFC 6749 section 3.1).");
        }

        var metadata = await server.FindAsync(endpoint, cancellationToken).ConfigureAwait(false);
        var url = UrlOf(endpoint, metadata);
        ThrowIfUnsupported(endpoint, metadata);
        activity?.SetTag("server.address", url.Host);
        var proof = new ClientAuthenticationRequest(url, server.Issuer, form, options.TimeProvider) { Rules = Rules };
        await authentication.ApplyAsync(proof, cancellationToken).ConfigureAwait(false);
        // RFC 9126 section 2.1: a parameter of the authorization request, however the client authenticates.
        if (endpoint == Endpoint.PushedAuthorization && !form.Contains(Wire.ClientId))
        {
            form.Add(Wire.ClientId, authentication.ClientId);
        }

        return new BackchannelRequest(HttpMethod.Post, url, BackchannelRequest.TokenLimit)
        {
            Form = form,
            Accept = accept,
            Authorization = proof.Authorization,
            Dpop = dpop,
            Quirks = server.Quirks,
        };
    }

    /// <summary>Where the requests to an endpoint go, and what the server says of itself.</summary>
    public async ValueTask<(Uri Url, ServerMetadata? Metadata)> FindAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var metadata = await server.FindAsync(endpoint, cancellationToken).ConfigureAwait(false);
        return (UrlOf(endpoint, metadata), metadata);
    }

    /// <summary>The way to an endpoint where an access token is the only credential: a POST with a form, a GET without.</summary>
    public async Task<BackchannelResponse> SendWithTokenAsync(Endpoint endpoint, AccessToken token, FormParameters? form, string accept, CancellationToken cancellationToken)
    {
        token.ThrowIfNotApplicable();
        if (token.CertificateThumbprint is { } bound && bound != certificate?.Thumbprint)
        {
            throw BoundConnections.NotShown();
        }

        var metadata = await server.FindAsync(endpoint, cancellationToken).ConfigureAwait(false);
        var method = form is null ? HttpMethod.Get : HttpMethod.Post;
        var request = new BackchannelRequest(method, UrlOf(endpoint, metadata), BackchannelRequest.DocumentLimit)
        {
            Form = form,
            Accept = accept,
            Authorization = token.AuthorizationHeader,
        };
        var sending = token.Dpop is { } prover ? prover.Requests.SendAsync(_backchannel, request, token, cancellationToken) : _backchannel.SendAsync(request, cancellationToken);
        return await sending.ConfigureAwait(false);
    }

    private Uri UrlOf(Endpoint endpoint, ServerMetadata? metadata) => server.UrlOf(endpoint, metadata, UsesAliases);

    // The configured method is never exchanged for another; a public client needn't be listed, and often isn't.
    private void ThrowIfUnsupported(Endpoint endpoint, ServerMetadata? metadata)
    {
        if (metadata is null || !authentication.MustBeListed
            || (metadata.GetList(endpoint.AuthMethodsName) ?? metadata.GetList(MetadataNames.TokenEndpointAuthMethodsSupported)) is not { Count: > 0 } supported
            || supported.Contains(authentication.Method))
        {
            return;
        }

        throw new OAuthException(
            OAuthFault.ClientAuthenticationUnsupported,
            $"The client is configured for {authentication.Method}, but for its {endpoint.DisplayName} the metadata of the authorization server lists only {ServerText.Clean(string.Join(", ", supported))}. OAuthKit never falls back to another method by itself: configure one of these, if the client is registered for it.");
    }
}
