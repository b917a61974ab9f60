using System.Security.Cryptography.X509Certificates;

namespace OAuthKit;

/// <summary>The certificates of one file. Those that nobody takes are disposed.</summary>
internal sealed class Certificates(X509Certificate2Collection all) : IDisposable
{
    /// <summary>Takes the first certificate with a private key.</summary>
    public X509Certificate2? TakeLeaf()
    {
        foreach (var certificate in all)
        {
            if (certificate.HasPrivateKey)
            {
                all.Remove(certificate);
                return certificate;
            }
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var certificate in all)
        {
            certificate.Dispose();
        }
    }
}
