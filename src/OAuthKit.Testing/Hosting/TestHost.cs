namespace OAuthKit.Testing;

/// <summary>A server for tests, in memory or on a loopback port: one core for both, which records requests and meets them with the faults of its script.</summary>
public abstract class TestHost : TestTarget, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TestNetwork? _network;
    private int _isDisposed;
    private LoopbackListener? _listener;
    private TestCertificateAuthority? _ownedAuthority;
    private HttpMessageHandler? _handler;

    /// <param name="options">How the host is set up.</param>
    /// <param name="inMemory">Whether it joins a network or listens on loopback.</param>
    /// <param name="sibling">The host whose clock, network and certificate authority it takes where the options name none.</param>
    private protected TestHost(TestHostOptions options, bool inMemory, TestHost? sibling)
    {
        TimeProvider = options.TimeProvider ?? sibling?.TimeProvider ?? TimeProvider.System;
        CertificateAuthority = inMemory ? null : options.CertificateAuthority ?? sibling?.CertificateAuthority;
        Address = HostAddress.Validate(options.Address);
        _network = inMemory ? options.Network ?? sibling?.Network ?? new TestNetwork() : null;
    }

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Address { get; private set; }

    /// <summary>The address as a <see cref="Uri"/>, for <see cref="HttpClient.BaseAddress"/>.</summary>
    public Uri BaseAddress => new(Address);

    /// <summary>The clock of the host.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>The network that the host is on; null on loopback.</summary>
    public TestNetwork? Network => _network;

    /// <summary>Who signed the host's certificate; null in memory and without TLS.</summary>
    public TestCertificateAuthority? CertificateAuthority { get; private set; }

    /// <summary>Reaches this host, and what shares its network or certificate authority. It follows no redirects and keeps no cookies.</summary>
    /// <remarks>The host owns it: disposing it, as an <see cref="HttpClient"/> does, has no effect.</remarks>
    /// <example><code>var options = new BackchannelOptions { Handler = server.Handler, TimeProvider = clock };</code></example>
    public HttpMessageHandler Handler => _handler ?? throw new InvalidOperationException("The test host isn't started.");

    internal bool IsDisposed => _stopping.IsCancellationRequested;

    internal CancellationToken Stopping => _stopping.Token;

    /// <summary>Makes a client of this host. Its base address is <see cref="BaseAddress"/>.</summary>
    /// <returns>A new client over <see cref="Handler"/>.</returns>
    public HttpClient CreateClient() => new(Handler, disposeHandler: false) { BaseAddress = BaseAddress };

    /// <summary>Stops the host. Requests that are held, delayed or stalled end as failed connections, later ones are refused.</summary>
    /// <returns>A task that completes when no request is under way on loopback.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_listener is not null)
        {
            await _listener.DisposeAsync().ConfigureAwait(false);
            (_handler as SharedHandler)?.Release();
        }

        _ownedAuthority?.Dispose();
        Close();
        GC.SuppressFinalize(this);
    }

    internal async ValueTask<TestResponse> DispatchAsync(TestRequest request, CancellationToken cancellationToken)
    {
        if (IsDisposed)
        {
            return TestResponse.ConnectionFailure();
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Stopping);
        try
        {
            Receive(request);
            var response = await RunAsync(request, RespondAsync, either.Token).ConfigureAwait(false);
            request.StatusCode = response.IsConnectionFailure ? null : response.StatusCode;
            return response;
        }
        catch (OperationCanceledException) when (IsDisposed && !cancellationToken.IsCancellationRequested)
        {
            return TestResponse.ConnectionFailure();
        }
    }

    private protected void Join()
    {
        _network!.Add(this);
        _handler = _network;
    }

    private protected async Task ListenAsync(TestHostOptions options, CancellationToken cancellationToken)
    {
        CertificateAuthority = options.UseHttps ? CertificateAuthority ?? (_ownedAuthority = new TestCertificateAuthority()) : null;

        try
        {
            _listener = await LoopbackListener.StartAsync(this, options.LoopbackName, CertificateAuthority, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }

        Address = HostAddress.Create(options.UseHttps, options.LoopbackName, _listener.Port);
        _handler = new SharedHandler(CertificateAuthority?.CreateHandler() ?? LoopbackHandler.Create());
    }

    private protected abstract TestEndpoint? Find(TestRequest request, out string? allowedMethods);

    private protected virtual void Receive(TestRequest request)
    {
    }

    private protected virtual void Close()
    {
    }

    private ValueTask<TestResponse> RespondAsync(TestRequest request, CancellationToken cancellationToken)
    {
        if (Find(request, out var allowedMethods) is { } endpoint)
        {
            request.Endpoint = endpoint.Name;
            return endpoint.RunAsync(request, endpoint.HandleAsync, cancellationToken);
        }

        return new(allowedMethods is null
            ? TestResponse.Text("There is nothing at this path.", statusCode: 404)
            : TestResponse.Text("This path wants another method.", statusCode: 405).WithHeader(HeaderNames.Allow, allowedMethods));
    }
}
