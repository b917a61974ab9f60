using System.Security.Cryptography.X509Certificates;

namespace OAuthKit;

/// <summary>
/// Where in the certificate stores of the machine a certificate is: by its thumbprint or by its subject. Only certificates that
/// have a private key count; of several the one that is valid longest is taken.
/// </summary>
public sealed class StoredCertificate
{
    /// <summary>Whose store.</summary>
    /// <value>The default is that of the current user.</value>
    public StoreLocation Location { get; init; } = StoreLocation.CurrentUser;

    /// <summary>The store.</summary>
    /// <value>The default is <c>My</c>, the personal one.</value>
    public StoreName Name { get; init; } = StoreName.My;

    /// <summary>The thumbprint, SHA-1 or SHA-256, in hexadecimal digits. Spaces and colons don't matter.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>The whole distinguished name of the subject, such as <c>CN=orders-worker</c>.</summary>
    public string? Subject { get; init; }

    /// <summary>Where it is.</summary>
    /// <returns>Store, thumbprint and subject.</returns>
    public override string ToString() => $"{Location}/{Name} {Thumbprint ?? Subject}";

    internal X509Certificate2 Find()
    {
        if (Thumbprint is null && Subject is null)
        {
            throw new ArgumentException("A certificate of a store is found by its thumbprint or its subject: give one of them.");
        }

        using var store = new X509Store(Name, Location, OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        X509Certificate2? best = null;
        foreach (var certificate in store.Certificates)
        {
            if (certificate.HasPrivateKey && Matches(certificate) && (best is null || certificate.NotAfter > best.NotAfter))
            {
                best?.Dispose();
                best = certificate;
            }
            else
            {
                certificate.Dispose();
            }
        }

        return best ?? throw new ArgumentException($"The certificate store has no certificate with a private key that is {this}.");
    }

    private bool Matches(X509Certificate2 certificate)
    {
        if (Subject is not null && !string.Equals(certificate.Subject, Subject, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (Thumbprint is null)
        {
            return true;
        }

        var digits = Thumbprint.Replace(" ", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);
        return digits.Equals(certificate.Thumbprint, StringComparison.OrdinalIgnoreCase)
            || digits.Equals(certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256), StringComparison.OrdinalIgnoreCase);
    }
}
