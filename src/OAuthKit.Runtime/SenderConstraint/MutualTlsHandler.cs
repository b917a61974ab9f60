using System.Runtime.CompilerServices;

namespace OAuthKit;

/// <summary>
/// Sends requests to an API over connections that show a client certificate
/// (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705 section 3</see>), and sends nothing anywhere else: what
/// isn't for one of the API's origins fails, and a redirect isn't followed. Put it below an <see cref="OAuthHandler"/>, or give it
/// to a container as primary handler. Safe for use by many threads; make one for each certificate and API, and keep it.
/// </summary>
/// <remarks>
/// When the file of the certificate changes, new connections show the new certificate and those with the old one aren't used any
/// more; requests on their way are let finish. Two certificates never share a connection.
/// </remarks>
public sealed class MutualTlsHandler : HttpMessageHandler
{
    private const string CertificateOption = "OAuthKit.ClientCertificate";

    private readonly CertificateConnections? _connections;
    private readonly HttpMessageInvoker? _plain;
    private readonly ApiOrigins _origins;
    private readonly Func<TlsIdentity, HttpMessageHandler>? _create;
    private readonly ConditionalWeakTable<ClientCertificate, CertificateConnections> _others = [];

    /// <summary>A handler with connections of its own.</summary>
    /// <param name="certificate">The certificate to show: <see cref="OAuthClient.Certificate"/> of the client whose tokens are bound to it.</param>
    /// <param name="origins">The API's addresses, absolute https URLs. Scheme, host and port count, the path doesn't.</param>
    /// <param name="options">Further options.</param>
    /// <exception cref="ArgumentException">There is no origin, or one isn't an absolute https URL without user information.</exception>
    public MutualTlsHandler(ClientCertificate certificate, IEnumerable<Uri> origins, MutualTlsHandlerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(origins);
        _origins = new ApiOrigins(origins, allowLoopbackHttp: false);
        options = options?.Copy();
        _create = identity => ApiConnections.Create(options, identity);
        _connections = new CertificateConnections(certificate, _create);
    }

    internal MutualTlsHandler(CertificateConnections connections, ApiOrigins origins)
    {
        _connections = connections;
        _origins = origins;
    }

    /// <summary>A handler that shows the certificates of tenants, each to requests that ask for it, and none to others.</summary>
    internal MutualTlsHandler(ApiOrigins origins, MutualTlsHandlerOptions? options)
    {
        _origins = origins;
        options = options?.Copy();
        _create = identity => ApiConnections.Create(options, identity);
        _plain = new HttpMessageInvoker(ApiConnections.Create(options));
    }

    /// <summary>The handler's own certificate; null where only tenants have one.</summary>
    internal ClientCertificate? Certificate => _connections?.Certificate;

    /// <summary>Has a request go over connections that show another certificate, that of a tenant; null for this handler's own.</summary>
    internal static void Show(HttpRequestMessage request, ClientCertificate? certificate) =>
        ((IDictionary<string, object?>)request.Options)[CertificateOption] = certificate;

    /// <summary>Whether a request goes over connections that show the certificate, because it says so.</summary>
    internal bool Shows(HttpRequestMessage request, string thumbprint) => AskedBy(request)?.Thumbprint == thumbprint;

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _origins.Contains(request.RequestUri)
            ? InvokerOf(request).SendAsync(request, cancellationToken)
            : Task.FromException<HttpResponseMessage>(_origins.ForeignToCertificate(request.RequestUri));
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _origins.Contains(request.RequestUri)
            ? InvokerOf(request).Send(request, cancellationToken)
            : throw _origins.ForeignToCertificate(request.RequestUri);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _create is not null)
        {
            _connections?.Dispose();
            _plain?.Dispose();
            foreach (var (_, connections) in _others)
            {
                connections.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    // Each certificate has connections of its own, for as long as somebody holds it.
    private HttpMessageInvoker InvokerOf(HttpRequestMessage request) =>
        AskedBy(request) is { } other && other.Identity != Certificate?.Identity
            ? _others.GetValue(other, certificate => new CertificateConnections(certificate, _create!)).Invoker
            : _connections?.Invoker ?? _plain!;

    private ClientCertificate? AskedBy(HttpRequestMessage request) =>
        _create is not null && ((IDictionary<string, object?>)request.Options).TryGetValue(CertificateOption, out var certificate) ? certificate as ClientCertificate : null;
}
