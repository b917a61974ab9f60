namespace OAuthKit;

/// <summary>Makes the handlers of connections to APIs, as they are by default: no redirects, no cookies, TLS 1.2 or later.</summary>
internal static class ApiConnections
{
    private static readonly TimeSpan _connectionLifetime = TimeSpan.FromMinutes(5);

    public static SocketsHttpHandler Create(MutualTlsHandlerOptions? options = null, TlsIdentity? identity = null)
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = _connectionLifetime };
        if (options is not null)
        {
            handler.SslOptions.CertificateRevocationCheckMode = options.RevocationMode;
            options.ConfigureHandler?.Invoke(handler);
        }

        // Whatever was configured, these hold.
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.SslOptions.EnabledSslProtocols = TlsVersions.Allowed;
        handler.SslOptions.ClientCertificateContext = identity?.Context;
        return handler;
    }
}
