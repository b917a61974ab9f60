using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OAuthKit;

/// <summary>
/// Gives each request to an API its token, and renews a token that the API refuses, once. Put it innermost, just above the
/// handler that sends, so that what retries outside of it gets a fresh token each time. A request without the token that it
/// was promised isn't sent.
/// </summary>
public sealed class OAuthHandler : DelegatingHandler
{
    /// <summary>The option by which a request names its policy, where the handler has none of its own.</summary>
    public static readonly HttpRequestOptionsKey<TokenPolicy> PolicyOption = new("OAuthKit.Policy");

    /// <summary>The option by which a request brings its token, under <see cref="TokenPolicy.CallerSupplied"/>.</summary>
    public static readonly HttpRequestOptionsKey<AccessToken> AccessTokenOption = new("OAuthKit.AccessToken");

    private readonly TokenPolicy? _policy;
    private readonly ApiOrigins _origins;
    private readonly ILogger _logger;
    private string? _shown;

    /// <summary>A handler whose requests carry the token of a grant.</summary>
    /// <param name="client">The client that asks for the token.</param>
    /// <param name="grant">What to ask for.</param>
    /// <param name="baseAddress">The API's address, an https URL. The token goes to its origin only.</param>
    /// <param name="options">Further options.</param>
    /// <exception cref="ArgumentException">The address isn't an absolute https URL.</exception>
    public OAuthHandler(OAuthClient client, TokenGrant grant, Uri baseAddress, OAuthHandlerOptions? options = null)
        : this(new TokenPolicy(client, grant), baseAddress, options)
    {
    }

    /// <summary>A handler whose requests carry the token of a policy.</summary>
    /// <param name="policy">The policy of all requests; null where each must name its own by <see cref="PolicyOption"/>.</param>
    /// <param name="baseAddress">The API's address, an https URL. The token goes to its origin only.</param>
    /// <param name="options">Further options.</param>
    /// <exception cref="ArgumentException">The address isn't an absolute https URL.</exception>
    public OAuthHandler(TokenPolicy? policy, Uri baseAddress, OAuthHandlerOptions? options = null)
    {
        options ??= new OAuthHandlerOptions();
        _policy = policy;
        _origins = new ApiOrigins(baseAddress, options.AllowedOrigins, options.DangerouslyAllowHttp);
        _logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<OAuthHandler>();
        if (options.DangerouslyAllowHttp)
        {
            HandlerLog.HttpAllowed(_logger);
        }
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            var policy = PolicyOf(request);
            if (policy == TokenPolicy.Anonymous)
            {
                return base.SendAsync(request, cancellationToken);
            }

            Check(request, policy);
            if (policy.Manager is not { } manager)
            {
                return policy.OfCall is { } ofCall
                    ? ofCall.SendAsync(this, request, _logger, cancellationToken)
                    : SendAsync(request, SuppliedToken(request), cancellationToken);
            }

            var pending = manager.GetTokenAsync(policy, cancellationToken);
            if (!pending.IsCompletedSuccessfully)
            {
                return ObtainAndSendAsync(request, policy, pending, cancellationToken);
            }

            var tokens = pending.Result;
            policy.Requested?.ThrowIfNotBound(tokens.AccessToken);
            return IsOfAnotherCertificate(tokens)
                ? ObtainAndSendAsync(request, policy, new(tokens), cancellationToken)
                : SendAsync(request, tokens.AccessToken, cancellationToken);
        }
        catch (Exception e)
        {
            return Task.FromException<HttpResponseMessage>(e);
        }
    }

    /// <summary>Sends a request on as it is.</summary>
    internal Task<HttpResponseMessage> ForwardAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("OAuthHandler sends asynchronously only: a token may have to be waited for. Use SendAsync.");

    private TokenPolicy PolicyOf(HttpRequestMessage request) =>
        // With a policy of its own the handler doesn't touch the options: asking for them makes the request allocate some.
        _policy ?? ReadOption(request) ?? throw new InvalidOperationException("The request names no token policy, so it wasn't sent. Call the API through its generated client, or set OAuthHandler.PolicyOption in the request's options.");

    // Without the typed key, whose generic look-up costs each call more than this cast.
    private static TokenPolicy? ReadOption(HttpRequestMessage request) =>
        ((IDictionary<string, object?>)request.Options).TryGetValue(PolicyOption.Key, out var policy) ? policy as TokenPolicy : null;

    private void Check(HttpRequestMessage request, TokenPolicy policy)
    {
        if (!_origins.Contains(request.RequestUri))
        {
            HandlerLog.ForeignOrigin(_logger, policy.Name, ApiOrigins.Describe(request.RequestUri));
            throw _origins.Foreign(request.RequestUri);
        }

        // RFC 6750 section 2: one way of sending a token in a request.
        var headers = request.Headers.NonValidated;
        if (headers.Count > 0 && headers.Contains(Wire.Authorization))
        {
            throw new InvalidOperationException($"The request has an Authorization header already, but the token of the policy \"{policy.Name}\" belongs there. Remove one of them: the header (also from DefaultRequestHeaders and [Headers]), or the policy by [Anonymous].");
        }
    }

    /// <summary>A certificate that was exchanged takes the tokens of its predecessor with it.</summary>
    internal bool IsOfAnotherCertificate(TokenSet tokens) =>
        tokens.AccessToken.CertificateThumbprint is { } bound && Shown(bound) == ShownCertificate.Another;

    /// <summary>A token that is bound to a certificate isn't sent where another or none is known to be shown (RFC 8705 section 3).</summary>
    internal void ThrowIfNotShown(AccessToken token, HttpRequestMessage request)
    {
        if (token.CertificateThumbprint is { } bound && !ShowsTenant(request, bound) && Shown(bound) is ShownCertificate.None or ShownCertificate.Another)
        {
            throw BoundConnections.NotShown();
        }
    }

    private bool ShowsTenant(HttpRequestMessage request, string thumbprint) =>
        SendingHandler.Below(InnerHandler) is MutualTlsHandler mutual && mutual.Shows(request, thumbprint);

    // What a MutualTlsHandler shows may change, and costs nothing to ask; others stay as they are, and cost a hash.
    private ShownCertificate Shown(string thumbprint)
    {
        if (ReferenceEquals(_shown, thumbprint))
        {
            return ShownCertificate.This;
        }

        var shown = BoundConnections.Look(InnerHandler, thumbprint, out var mayChange);
        if (shown == ShownCertificate.This && !mayChange)
        {
            _shown = thumbprint;
        }

        return shown;
    }

    private async Task<HttpResponseMessage> ObtainAndSendAsync(HttpRequestMessage request, TokenPolicy policy, ValueTask<TokenSet> token, CancellationToken cancellationToken)
    {
        var tokens = await token.ConfigureAwait(false);
        if (IsOfAnotherCertificate(tokens))
        {
            tokens = await policy.Manager!.RenewAsync(policy, tokens.AccessToken.AuthorizationHeader, cancellationToken).ConfigureAwait(false) ?? tokens;
        }

        policy.Requested?.ThrowIfNotBound(tokens.AccessToken);
        return await SendAsync(request, tokens.AccessToken, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, AccessToken token, CancellationToken cancellationToken)
    {
        var url = request.RequestUri;
        if (token.Dpop is { } prover)
        {
            return prover.SendAsync(Begin(request, url), token, cancellationToken);
        }

        var sending = StartSending(request, token, cancellationToken);
        if (!sending.IsCompletedSuccessfully)
        {
            return FinishAsync(sending, request, url, cancellationToken);
        }

        if (!IsOrdinary(sending.Result, request, url))
        {
            return Begin(request, url).ContinueAsync(sending.Result, TakeHeader(request), cancellationToken);
        }

        Detach(request);
        return sending;
    }

    // Every warm call that is really asynchronous pays for this method's variables, so it has no more than it needs: policy and
    // token are found again on the rare way.
    private async Task<HttpResponseMessage> FinishAsync(Task<HttpResponseMessage> sending, HttpRequestMessage request, Uri? url, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await sending.ConfigureAwait(false);
        }
        catch
        {
            Detach(request);
            throw;
        }

        if (!IsOrdinary(response, request, url))
        {
            return await Begin(request, url).ContinueAsync(response, TakeHeader(request), cancellationToken).ConfigureAwait(false);
        }

        Detach(request);
        return response;
    }

    private static bool IsOrdinary(HttpResponseMessage response, HttpRequestMessage request, Uri? url) =>
        response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && IsOf(response, request, url);

    // A handler that follows redirects changes the request's URL, or sends a copy of the request.
    internal static bool IsOf(HttpResponseMessage response, HttpRequestMessage request, Uri? url) =>
        ReferenceEquals(request.RequestUri, url)
        && (response.RequestMessage is not { } sent || ReferenceEquals(sent, request) || sent.RequestUri is null || sent.RequestUri == url);

    private ApiSending Begin(HttpRequestMessage request, Uri? url) => new(this, request, url, PolicyOf(request), _logger);

    private static AccessToken SuppliedToken(HttpRequestMessage request)
    {
        if (!request.Options.TryGetValue(AccessTokenOption, out var token) || token is null)
        {
            throw new InvalidOperationException("The caller supplies the token of this request, but there is none, so it wasn't sent. Pass it by [Property(OAuthParameter.AccessToken)], by WithAccessToken, or under OAuthHandler.AccessTokenOption.");
        }

        token.ThrowIfNotApplicable();
        return token;
    }

    private Task<HttpResponseMessage> StartSending(HttpRequestMessage request, AccessToken token, CancellationToken cancellationToken)
    {
        ThrowIfNotShown(token, request);
        if (!request.Headers.TryAddWithoutValidation(Wire.Authorization, token.AuthorizationHeader))
        {
            throw new InvalidOperationException("The Authorization header of the token can't be sent.");
        }

        try
        {
            return base.SendAsync(request, cancellationToken);
        }
        catch
        {
            Detach(request);
            throw;
        }
    }

    // A retry outside of this handler sends the same object again, and exceptions carry it: the token leaves no trace there.
    private static void Detach(HttpRequestMessage request) => request.Headers.Authorization = null;

    /// <summary>Takes the header off, and tells which token it carried.</summary>
    private static string? TakeHeader(HttpRequestMessage request)
    {
        var header = request.Headers.NonValidated.TryGetValues(Wire.Authorization, out var values) ? values.ToString() : null;
        Detach(request);
        return header;
    }
}
