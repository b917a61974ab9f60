using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OAuthKit;

/// <summary>
/// An API that says itself which authorization servers it takes tokens of
/// (<see href="https://www.rfc-editor.org/rfc/rfc9728">RFC 9728</see>). Its metadata are fetched when they are first needed and
/// then kept for <see cref="AuthorizationServer.MetadataLifetime"/>. <see cref="OAuthClient.ForResourceAsync(ProtectedResource, ClientAuthentication, CancellationToken)"/>
/// makes a client of it. Safe for use by many threads.
/// </summary>
public sealed class ProtectedResource : IDisposable
{
    private readonly RequestedResource _requested;
    private readonly Backchannel _backchannel;
    private readonly MetadataCache<ProtectedResourceMetadata> _metadata;
    private readonly ILogger _logger;

    /// <summary>An API known by its identifier. Nothing is sent yet.</summary>
    /// <param name="resource">The identifier, exactly as the API names itself: an https URL without fragment, usually the API's address.</param>
    /// <param name="options">Which authorization servers are allowed, and how all are reached.</param>
    /// <exception cref="ArgumentException">The identifier can't be one, or an allowed issuer can't.</exception>
    public ProtectedResource(string resource, ProtectedResourceOptions options)
        : this(Checked(options), copy => Identified(resource, copy))
    {
    }

    private ProtectedResource(ProtectedResourceOptions options, Func<ProtectedResourceOptions, RequestedResource> find)
    {
        Options = options.Copy();
        _requested = find(Options);
        var isGuarded = Options.GuardResource || !_requested.IsDerived;
        _backchannel = new Backchannel(Options.Backchannel, guard: isGuarded ? new GuardedConnections(Options.Backchannel) : null);
        _metadata = new MetadataCache<ProtectedResourceMetadata>(FetchAsync, Options.Backchannel.TimeProvider);
        _logger = (Options.Backchannel.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<ProtectedResource>();
    }

    /// <summary>
    /// The identifier by which the metadata are asked for. The API's own spelling stands in
    /// <see cref="ProtectedResourceMetadata.Resource"/>.
    /// </summary>
    public string Identifier => _requested.Identifier;

    /// <summary>Where the metadata are: at the place that follows from the identifier, or where a challenge says.</summary>
    public Uri MetadataAddress => _requested.MetadataAddress;

    /// <summary>The scope that the API asked for in its challenge (<see href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 section 3</see>); null where there was none.</summary>
    public string? ChallengedScope => _requested.Scope;

    internal ProtectedResourceOptions Options { get; }

    /// <summary>
    /// An API known by an answer of its that names the place of its metadata, usually a 401
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9728#section-5">RFC 9728 section 5</see>). Nothing is sent yet.
    /// </summary>
    /// <param name="response">The answer, with the request that it is an answer to. Have no redirects followed on the way.</param>
    /// <param name="options">Which authorization servers are allowed, and how all are reached.</param>
    /// <param name="resource">
    /// The API's identifier, where it is known to be another than the URL that was requested: an URL of the same origin, under
    /// which the requested one is. It is the word of the application, and never to be taken from the answer. By default the
    /// metadata must name exactly the URL that was requested (<see href="https://www.rfc-editor.org/rfc/rfc9728#section-3.3">RFC 9728
    /// section 3.3</see>).
    /// </param>
    /// <returns>The API.</returns>
    /// <exception cref="ArgumentException">The answer doesn't say what was requested, that was no https URL, or the identifier isn't one of its.</exception>
    /// <exception cref="OAuthException">No challenge names one safe address (<see cref="OAuthFault.ResourceChallenge"/>).</exception>
    public static ProtectedResource FromChallenge(HttpResponseMessage response, ProtectedResourceOptions options, string? resource = null)
    {
        ArgumentNullException.ThrowIfNull(response);
        var requested = response.RequestMessage?.RequestUri ?? throw new ArgumentException("The answer doesn't say which URL was requested.", nameof(response));
        return FromChallenge(AuthenticationChallenge.Parse(response), requested, options, resource);
    }

    /// <inheritdoc cref="FromChallenge(HttpResponseMessage, ProtectedResourceOptions, string)"/>
    /// <param name="challenges">The challenges of the answer.</param>
    /// <param name="requested">The URL that was requested.</param>
    /// <param name="options">Which authorization servers are allowed, and how all are reached.</param>
    /// <param name="resource">The API's identifier, where it is known to be another than the URL that was requested.</param>
    public static ProtectedResource FromChallenge(IEnumerable<AuthenticationChallenge> challenges, Uri requested, ProtectedResourceOptions options, string? resource = null)
    {
        ArgumentNullException.ThrowIfNull(challenges);
        ArgumentNullException.ThrowIfNull(requested);
        return new(Checked(options), copy => Challenged(challenges, requested, copy.Backchannel.DangerouslyAllowHttp, resource));
    }

    /// <summary>The metadata, fetched if need be. Concurrent callers share one request; a failure isn't kept.</summary>
    /// <param name="cancellationToken">Ends the waiting of this caller.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="OAuthException">The document can't be had, or isn't that of this API.</exception>
    /// <exception cref="HttpRequestException">The API can't be reached.</exception>
    public ValueTask<ProtectedResourceMetadata> GetMetadataAsync(CancellationToken cancellationToken = default) => _metadata.GetAsync(cancellationToken);

    /// <summary>Closes the connections of discovery. A handler that was given isn't disposed.</summary>
    public void Dispose() => _backchannel.Dispose();

    private static RequestedResource Identified(string resource, ProtectedResourceOptions options)
    {
        ResourceIdentifier.Validate(resource, options.Backchannel.DangerouslyAllowHttp, nameof(resource));
        return RequestedResource.Of(resource);
    }

    private static RequestedResource Challenged(IEnumerable<AuthenticationChallenge> challenges, Uri requested, bool allowHttp, string? resource)
    {
        if (!requested.IsAbsoluteUri || !EndpointUrl.IsSecure(requested, allowHttp) || requested.UserInfo.Length > 0)
        {
            throw new ArgumentException("What was requested isn't an absolute https URL without user information, so its answer says nothing of an API (RFC 9728 section 1.2).", nameof(requested));
        }

        if (resource is not null)
        {
            ResourceIdentifier.Validate(resource, allowHttp, nameof(resource));
            if (!RequestedResource.IsUnder(new Uri(resource), requested))
            {
                throw new ArgumentException("The URL that was requested isn't under the resource identifier, so its answer says nothing of that API.", nameof(resource));
            }
        }

        return RequestedResource.Of(ResourceChallenge.Read(challenges, allowHttp), requested, resource);
    }

    private static ProtectedResourceOptions Checked(ProtectedResourceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options;
    }

    private async Task<ProtectedResourceMetadata> FetchAsync()
    {
        var metadata = await ResourceMetadataDiscovery.FetchAsync(_requested, _backchannel, CancellationToken.None).ConfigureAwait(false);
        DiscoveryLog.ResourceDiscovered(_logger, ResourceIdentifier.ForMessages(metadata.Resource));
        return metadata;
    }
}
