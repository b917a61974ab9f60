using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OAuthKit;

/// <summary>
/// An authorization server. Its metadata is fetched when it is first needed and then kept for
/// <see cref="MetadataLifetime"/>; clients of one issuer share one instance. Safe for use by many threads.
/// </summary>
public sealed class AuthorizationServer : IDisposable
{
    private readonly BackchannelOptions _options;
    private readonly Backchannel _backchannel;
    private Backchannel? _guarded;
    private readonly MetadataCache<ServerMetadata>? _metadata;
    private readonly Dictionary<Endpoint, Uri> _given = [];
    private readonly string? _givenTokenEndpoint;

    /// <summary>A server known by its issuer. Nothing is sent yet.</summary>
    /// <param name="issuer">The issuer, exactly as the server names itself: an https URL without query and fragment (<see href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414 section 2</see>).</param>
    /// <param name="options">How to talk to the server.</param>
    /// <exception cref="ArgumentException">The issuer can't be one.</exception>
    public AuthorizationServer(string issuer, BackchannelOptions? options = null)
        : this(options)
    {
        IssuerIdentifier.Validate(issuer, _options.DangerouslyAllowHttp, nameof(issuer));
        Issuer = issuer;
        _metadata = new MetadataCache<ServerMetadata>(FetchAsync, _options.TimeProvider);
    }

    private AuthorizationServer(BackchannelOptions? options)
    {
        _options = (options ?? new BackchannelOptions()).Copy();
        _backchannel = new Backchannel(_options);
        Keys = new ServerKeys(this, _backchannel);
        Logger = (_options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<AuthorizationServer>();
        if (_options.DangerouslyAllowHttp)
        {
            DiscoveryLog.HttpAllowed(Logger);
        }
    }

    /// <summary>How long fetched metadata is used before it is fetched again: 12 hours. Where that fails, the old is used for another 12.</summary>
    public static TimeSpan MetadataLifetime { get; } = TimeSpan.FromHours(12);

    /// <summary>The issuer, exactly as given; null where only endpoints are known.</summary>
    public string? Issuer { get; }

    /// <summary>
    /// Where the metadata is fetched, for a server whose document isn't at its issuer's well-known place or isn't reached
    /// there. The document must name the same issuer all the same.
    /// </summary>
    /// <value>The default, null, is the well-known place.</value>
    /// <exception cref="ArgumentException">The value isn't an absolute https URL.</exception>
    public string? MetadataAddress
    {
        get;
        init
        {
            if (value is not null && !EndpointUrl.TryParse(value, _options.DangerouslyAllowHttp, out _))
            {
                throw new ArgumentException("The metadata address isn't an absolute https URL without user information and fragment.", nameof(value));
            }

            field = value;
        }
    }

    /// <summary>Endpoints given by hand, which win over discovery.</summary>
    /// <value>The default is none.</value>
    /// <exception cref="ArgumentException">An endpoint isn't an absolute https URL.</exception>
    public ServerEndpoints Endpoints
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var endpoint in Endpoint.All)
            {
                if (endpoint.GivenIn(value) is { } url)
                {
                    _given[endpoint] = Check(url, endpoint);
                }
            }

            field = value;
        }
    } = new();

    /// <summary>Where the server's answers differ from the standards; see <see cref="VendorProfile.Quirks"/>.</summary>
    /// <value>The default is nowhere.</value>
    public ServerQuirks Quirks
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = ServerQuirks.None;

    /// <summary>The server's keys, given by hand as a JWKS in JSON (<see href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517 section 5</see>). They are never fetched then, so a key that the server exchanges has to be given anew.</summary>
    /// <value>The default, null, fetches them from the server's <c>jwks_uri</c>.</value>
    /// <exception cref="ArgumentException">It isn't a set of keys.</exception>
    public string? Jwks
    {
        get;
        init
        {
            if (value is not null)
            {
                Keys.UseOnly(value);
            }

            field = value;
        }
    }

    /// <summary>The keys that the server signs with.</summary>
    internal ServerKeys Keys { get; }

    internal TimeProvider Time => _options.TimeProvider;

    internal bool HasGivenEndpoints => _given.Count > 0;

    internal bool AllowHttp => _options.DangerouslyAllowHttp;

    private ILogger Logger { get; }

    /// <summary>A server whose metadata is at hand, for example from a file. Nothing is fetched.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <param name="options">How to talk to the server.</param>
    /// <returns>The server.</returns>
    /// <exception cref="ArgumentException">The issuer of the metadata can't be one.</exception>
    public static AuthorizationServer FromMetadata(ServerMetadata metadata, BackchannelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return new AuthorizationServer(metadata, options);
    }

    /// <summary>A server whose endpoints are known. Where an issuer is given, what isn't among the endpoints is discovered.</summary>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="issuer">The issuer, where the server has one.</param>
    /// <param name="options">How to talk to the server.</param>
    /// <returns>The server.</returns>
    /// <exception cref="ArgumentException">An endpoint isn't an absolute https URL, or the issuer can't be one.</exception>
    public static AuthorizationServer FromEndpoints(ServerEndpoints endpoints, string? issuer = null, BackchannelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return issuer is null
            ? new AuthorizationServer(options) { Endpoints = endpoints }
            : new AuthorizationServer(issuer, options) { Endpoints = endpoints };
    }

    /// <summary>The server of a vendor.</summary>
    internal static AuthorizationServer Create(VendorProfile vendor, BackchannelOptions? options)
    {
        vendor.ThrowIfMissing();
        return Create(vendor.Issuer, vendor.MetadataAddress, vendor.Endpoints, vendor.Quirks, options);
    }

    /// <summary>A server by all that can be said of it.</summary>
    internal static AuthorizationServer Create(string? issuer, string? metadataAddress, ServerEndpoints endpoints, ServerQuirks quirks, BackchannelOptions? options) =>
        issuer is null
            ? new AuthorizationServer(options) { Endpoints = endpoints, Quirks = quirks }
            : new AuthorizationServer(issuer, options) { MetadataAddress = metadataAddress, Endpoints = endpoints, Quirks = quirks };

    /// <summary>The metadata, fetched if need be. Concurrent callers share one request; a failure isn't kept.</summary>
    /// <param name="cancellationToken">Ends the waiting of this caller.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="OAuthException">The document can't be had, or isn't that of this issuer.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    /// <exception cref="InvalidOperationException">The server is known by its endpoints only.</exception>
    public ValueTask<ServerMetadata> GetMetadataAsync(CancellationToken cancellationToken = default) =>
        _metadata?.GetAsync(cancellationToken)
        ?? throw new InvalidOperationException("This authorization server is known by its endpoints only: give its issuer, so that its metadata can be discovered.");

    /// <summary>
    /// The server's keys as they were last fetched, for a process that lives too short to fetch them each time. They are public,
    /// but whoever can change what was kept can sign in as anybody: keep it where only the application can write.
    /// </summary>
    /// <returns>A text for <see cref="TryImportKeys"/>; null where no keys were fetched, or the issuer isn't known.</returns>
    public string? ExportKeys() => Issuer is null ? null : Keys.Export(Issuer);

    /// <summary>
    /// Takes the keys that <see cref="ExportKeys"/> wrote, so that they needn't be fetched. They are used for no longer than
    /// fetched ones: five minutes from when they were fetched; a key that isn't among them has them fetched anew.
    /// </summary>
    /// <param name="keys">The text.</param>
    /// <returns>False where it was ignored: it is damaged, too old, of another issuer, or keys were fetched or given already.</returns>
    public bool TryImportKeys(string keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return Issuer is not null && Keys.TryImport(Issuer, keys);
    }

    /// <summary>
    /// Registers a client (<see href="https://www.rfc-editor.org/rfc/rfc7591#section-3.1">RFC 7591 section 3.1</see>). The
    /// answer says what was registered, which may be something else than was asked for.
    /// </summary>
    /// <param name="metadata">What to register.</param>
    /// <param name="initialAccessToken">The token that allows it, where the server wants one. It is sent in the <c>Authorization</c> header.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The client as it is registered, with its secret and the token that manages it. Keep them protected.</returns>
    /// <exception cref="ArgumentException">The metadata contradict themselves.</exception>
    /// <exception cref="OAuthServerException">The server refused.</exception>
    /// <exception cref="OAuthException">The answer breaks the protocol; see <see cref="OAuthException.Code"/>.</exception>
    /// <exception cref="HttpRequestException">The server can't be reached. The request was not sent again.</exception>
    public Task<RegisteredClient> RegisterAsync(ClientMetadata metadata, AccessToken? initialAccessToken = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return new RegistrationRequests(this, _backchannel).RegisterAsync(metadata, initialAccessToken, cancellationToken);
    }

    /// <summary>Reads what is registered now (<see href="https://www.rfc-editor.org/rfc/rfc7592#section-2.1">RFC 7592 section 2.1</see>).</summary>
    /// <param name="client">The client, as it was registered.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The client as it is registered now. The token that manages it may be a new one: the old one is worthless then.</returns>
    /// <exception cref="InvalidOperationException">The server gave no address and token to manage the client.</exception>
    /// <exception cref="OAuthServerException">The server refused.</exception>
    /// <exception cref="OAuthException">The answer breaks the protocol; see <see cref="OAuthException.Code"/>.</exception>
    public Task<RegisteredClient> ReadRegistrationAsync(RegisteredClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new RegistrationRequests(this, _backchannel).ReadAsync(client, cancellationToken);
    }

    /// <summary>Replaces all that is registered (<see href="https://www.rfc-editor.org/rfc/rfc7592#section-2.2">RFC 7592 section 2.2</see>).</summary>
    /// <param name="client">The client, as it was registered.</param>
    /// <param name="metadata">What to register in its place. What is left out is taken away.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The client as it is registered now. Secret and token may be new ones.</returns>
    /// <exception cref="ArgumentException">The metadata contradict themselves.</exception>
    /// <exception cref="InvalidOperationException">The server gave no address and token to manage the client.</exception>
    /// <exception cref="OAuthServerException">The server refused.</exception>
    /// <exception cref="OAuthException">The answer breaks the protocol; see <see cref="OAuthException.Code"/>.</exception>
    public Task<RegisteredClient> UpdateRegistrationAsync(RegisteredClient client, ClientMetadata metadata, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(metadata);
        return new RegistrationRequests(this, _backchannel).UpdateAsync(client, metadata, cancellationToken);
    }

    /// <summary>Ends a registration (<see href="https://www.rfc-editor.org/rfc/rfc7592#section-2.3">RFC 7592 section 2.3</see>): its secret and tokens are worthless from then on.</summary>
    /// <param name="client">The client, as it was registered.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that ends when the server has confirmed.</returns>
    /// <exception cref="InvalidOperationException">The server gave no address and token to manage the client.</exception>
    /// <exception cref="OAuthServerException">The server refused.</exception>
    /// <exception cref="OAuthException">The answer breaks the protocol; see <see cref="OAuthException.Code"/>.</exception>
    public Task DeleteRegistrationAsync(RegisteredClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new RegistrationRequests(this, _backchannel).DeleteAsync(client, cancellationToken);
    }

    /// <summary>Closes the connections of discovery. A handler that was given isn't disposed.</summary>
    public void Dispose()
    {
        _backchannel.Dispose();
        _guarded?.Dispose();
    }

    /// <summary>What tells this server from others in the key of a token.</summary>
    internal IEnumerable<string?> Identity
    {
        get
        {
            yield return Issuer;
            yield return MetadataAddress;
            yield return _givenTokenEndpoint;
            foreach (var endpoint in Endpoint.All)
            {
                yield return endpoint.GivenIn(Endpoints);
            }
        }
    }

    /// <summary>The metadata, where an endpoint has to be found there; null where it was given by hand.</summary>
    internal ValueTask<ServerMetadata?> FindAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (_given.ContainsKey(endpoint))
        {
            return default;
        }

        if (_metadata is null)
        {
            throw new InvalidOperationException($"The authorization server has neither an issuer nor a {endpoint.DisplayName}: give one of them.");
        }

        return _metadata.GetAsync(cancellationToken)!;
    }

    /// <summary>The URL of an endpoint, given what <see cref="FindAsync"/> found.</summary>
    internal Uri UrlOf(Endpoint endpoint, ServerMetadata? metadata, bool mutualTls = false)
    {
        if (metadata is null)
        {
            return _given[endpoint];
        }

        // RFC 8705 section 5: the alias, where there is one for this endpoint.
        return (mutualTls ? metadata.FindAlias(endpoint.MetadataName) : null) ?? metadata.GetEndpoint(endpoint.MetadataName, AllowHttp);
    }

    /// <summary>The way to a URL that an answer of the server names: guarded, but for where the server itself is.</summary>
    internal Backchannel ChannelTo(Uri url) =>
        (Issuer is not null && EndpointUrl.IsSameOrigin(url, new Uri(Issuer))) || (_given.TryGetValue(Endpoint.Registration, out var given) && EndpointUrl.IsSameOrigin(url, given))
            ? _backchannel
            : LazyInitializer.EnsureInitialized(ref _guarded, () => new Backchannel(_options, guard: new GuardedConnections(_options)));

    private AuthorizationServer(ServerMetadata metadata, BackchannelOptions? options)
        : this(options)
    {
        IssuerIdentifier.Validate(metadata.Issuer, _options.DangerouslyAllowHttp, nameof(metadata));
        Issuer = metadata.Issuer;
        _givenTokenEndpoint = metadata.TryGetMember(MetadataNames.TokenEndpoint, out var endpoint) ? StrictJson.StringOrNull(endpoint) : null;
        _metadata = MetadataCache<ServerMetadata>.Fixed(metadata);
    }

    private Uri Check(string url, Endpoint endpoint) =>
        EndpointUrl.TryParse(url, _options.DangerouslyAllowHttp, out var parsed)
            ? parsed
            : throw new ArgumentException($"The endpoint {endpoint.OptionName} isn't an absolute https URL without user information and fragment.", nameof(url));

    private async Task<ServerMetadata> FetchAsync()
    {
        var metadata = await new MetadataDiscovery(Issuer!, MetadataAddress, _backchannel).FetchAsync(CancellationToken.None).ConfigureAwait(false);
        DiscoveryLog.Discovered(Logger, Issuer!);
        return metadata;
    }
}
