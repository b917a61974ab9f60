using System.Security.Cryptography.X509Certificates;

namespace OAuthKit;

/// <summary>Sees to it that a certificate-bound token goes over connections that show its certificate (RFC 8705 section 3).</summary>
internal static class BoundConnections
{
    /// <summary>Looks through a chain of handlers at the one that makes the connections.</summary>
    public static ShownCertificate Look(HttpMessageHandler? handler, string thumbprint, out bool mayChange)
    {
        handler = SendingHandler.Below(handler);
        mayChange = handler is MutualTlsHandler;
        return handler switch
        {
            MutualTlsHandler mutual => mutual.Certificate is not { } own ? ShownCertificate.None
                : own.Thumbprint == thumbprint ? ShownCertificate.This
                : ShownCertificate.Another,
            SocketsHttpHandler { SslOptions.LocalCertificateSelectionCallback: null } sockets => sockets.SslOptions.ClientCertificateContext is { } context
                ? Compare(context.TargetCertificate, thumbprint)
                : Find(sockets.SslOptions.ClientCertificates, thumbprint),
            HttpClientHandler { ClientCertificateOptions: ClientCertificateOption.Manual } client => Find(client.ClientCertificates, thumbprint),
            _ => ShownCertificate.Unknown,
        };
    }

    public static OAuthException NotShown() => new(
        OAuthFault.CertificateNotShown,
        "The access token is bound to the client's certificate (RFC 8705 section 3), and the connections that it was about to be sent over don't show this certificate. It wasn't sent. Put a MutualTlsHandler with OAuthClient.Certificate below the OAuthHandler.");

    private static ShownCertificate Find(X509CertificateCollection? certificates, string thumbprint)
    {
        if (certificates is null || certificates.Count == 0)
        {
            return ShownCertificate.None;
        }

        foreach (var certificate in certificates)
        {
            if (certificate is not X509Certificate2 known)
            {
                return ShownCertificate.Unknown;
            }

            if (Compare(known, thumbprint) == ShownCertificate.This)
            {
                return ShownCertificate.This;
            }
        }

        return ShownCertificate.Another;
    }

    private static ShownCertificate Compare(X509Certificate2 certificate, string thumbprint) =>
        TlsIdentity.ThumbprintOf(certificate) == thumbprint ? ShownCertificate.This : ShownCertificate.Another;
}
