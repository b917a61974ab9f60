using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OAuthKit;

/// <summary>The keys of <c>Certificate</c> of a client: a file, or a certificate of a store.</summary>
internal static class CertificateSection
{
    private const string Path = "Path";
    private const string Thumbprint = "Thumbprint";

    public static ConfigurationTable Table { get; } = new(
        [
            new KeyOf<CertificateDraft>(Path, ConfigurationShape.Text, static (value, draft) => draft.Path = value.Text()),
            new KeyOf<CertificateDraft>("Password", ConfigurationShape.Text, static (value, draft) => draft.Password = value.Text()),
            new KeyOf<CertificateDraft>("KeyPath", ConfigurationShape.Text, static (value, draft) => draft.KeyPath = value.Text()),
            new KeyOf<CertificateDraft>("StoreName", ConfigurationShape.Text, static (value, draft) => draft.StoreName = ReadStoreName(value)),
            new KeyOf<CertificateDraft>("StoreLocation", ConfigurationShape.Text, static (value, draft) => draft.StoreLocation = ReadStoreLocation(value)),
            new KeyOf<CertificateDraft>(Thumbprint, ConfigurationShape.Text, static (value, draft) => draft.Thumbprint = value.Text()),
            new KeyOf<CertificateDraft>("Subject", ConfigurationShape.Text, static (value, draft) => draft.Subject = value.Text()),
        ],
        new(
            $"""
            File={Path}
            CertificatePath={Path}
            Pfx={Path}
            Pem={Path}
            Key=KeyPath
            KeyFile=KeyPath
            PrivateKey=KeyPath
            PrivateKeyPath=KeyPath
            Passphrase=Password
            Store=StoreName
            Location=StoreLocation
            SubjectName=Subject
            """,
            []));

    public static ClientCertificate? Read(ConfigurationValue value)
    {
        var draft = new CertificateDraft();
        value.Read(Table, draft);
        ClientCertificate? certificate = null;
        if (draft.IsOfFile && draft.IsOfStore)
        {
            value.Add(Path, "or what belongs to it is given, and the keys of a store too. Remove one of them.");
        }
        else if (draft.Path is { } path)
        {
            value.Check(Path, () => certificate = ReadFile(path, draft));
        }
        else if (draft.IsOfFile)
        {
            value.Add(Path, "is missing. Give the file of the certificate.");
        }
        else if (draft.IsOfStore)
        {
            value.Check(Thumbprint, () => certificate = ReadStore(draft));
        }

        return certificate;
    }

    // Read now, so that a file that is wrong is told when the program starts.
    private static ClientCertificate ReadFile(string path, CertificateDraft draft)
    {
        try
        {
            var certificate = ClientCertificate.FromFile(path, draft.Password, draft.KeyPath);
            _ = certificate.Thumbprint;
            return certificate;
        }
        catch (InvalidOperationException e)
        {
            throw new ArgumentException(e.Message);
        }
    }

    private static ClientCertificate ReadStore(CertificateDraft draft)
    {
        try
        {
            return ClientCertificate.FromStore(new StoredCertificate
            {
                Name = draft.StoreName ?? StoreName.My,
                Location = draft.StoreLocation ?? StoreLocation.CurrentUser,
                Thumbprint = draft.Thumbprint,
                Subject = draft.Subject,
            });
        }
        catch (CryptographicException)
        {
            throw new ArgumentException("The certificate store can't be opened. Check StoreName and StoreLocation, and that the program may read it.");
        }
    }

    private static StoreName? ReadStoreName(ConfigurationValue value) => value.Text()?.ToUpperInvariant() switch
    {
        null => null,
        "MY" => StoreName.My,
        "ROOT" => StoreName.Root,
        "CERTIFICATEAUTHORITY" => StoreName.CertificateAuthority,
        "TRUSTEDPEOPLE" => StoreName.TrustedPeople,
        _ => Unknown<StoreName>(value, "isn't one of My, TrustedPeople, CertificateAuthority, Root."),
    };

    private static StoreLocation? ReadStoreLocation(ConfigurationValue value) => value.Text()?.ToUpperInvariant() switch
    {
        null => null,
        "CURRENTUSER" => StoreLocation.CurrentUser,
        "LOCALMACHINE" => StoreLocation.LocalMachine,
        _ => Unknown<StoreLocation>(value, "isn't one of CurrentUser, LocalMachine."),
    };

    private static T? Unknown<T>(ConfigurationValue value, string sentence)
        where T : struct
    {
        value.Add(sentence);
        return null;
    }
}
