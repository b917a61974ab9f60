using System.Security.Cryptography.X509Certificates;

namespace OAuthKit;

/// <summary>The certificate of a client while it is read from a section.</summary>
internal sealed class CertificateDraft
{
    public string? Path { get; set; }

    public string? Password { get; set; }

    public string? KeyPath { get; set; }

    public StoreName? StoreName { get; set; }

    public StoreLocation? StoreLocation { get; set; }

    public string? Thumbprint { get; set; }

    public string? Subject { get; set; }

    public bool IsOfFile => Path is not null || Password is not null || KeyPath is not null;

    public bool IsOfStore => StoreName is not null || StoreLocation is not null || Thumbprint is not null || Subject is not null;
}
