namespace OAuthKit;

/// <summary>
/// The connections of a client that shows a certificate. They are pooled by origin, so each certificate has a handler of its
/// own: no connection is ever used under another identity (RFC 8705 section 6.3).
/// </summary>
internal sealed class CertificateConnections(ClientCertificate certificate, Func<TlsIdentity, HttpMessageHandler> create) : IDisposable
{
    private readonly Lock _lock = new();
    private volatile Pool? _current;
    private bool _disposed;

    public ClientCertificate Certificate => certificate;

    public HttpMessageInvoker Invoker => Current.Invoker;

    /// <summary>The handler of the certificate of now.</summary>
    public HttpMessageHandler Handler => Current.Handler;

    private Pool Current
    {
        get
        {
            var identity = certificate.Current;
            return _current is { } current && ReferenceEquals(current.Identity, identity) ? current : Renew(identity);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _current?.Invoker.Dispose();
        }
    }

    private Pool Renew(TlsIdentity identity)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // The old ones end by themselves: requests on their way are let finish, and idle connections close after a minute.
            _current = _current is { } current && ReferenceEquals(current.Identity, identity)
                ? current
                : new Pool(identity, create(identity));
            return _current;
        }
    }

    private sealed class Pool(TlsIdentity identity, HttpMessageHandler handler)
    {
        public TlsIdentity Identity { get; } = identity;

        public HttpMessageHandler Handler { get; } = handler;

        public HttpMessageInvoker Invoker { get; } = new(handler);
    }
}
