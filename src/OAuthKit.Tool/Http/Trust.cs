using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OAuthKit.Tool.Options;

namespace OAuthKit.Tool.Http;

/// <summary>The certificate authority of --ca.</summary>
internal static class Trust
{
    public static Action<SocketsHttpHandler>? Of(ToolRun run)
    {
        if (run.Get(ToolOptions.Ca) is not { } path)
        {
            return null;
        }

        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(ToolRun.Read(path, ToolOptions.Ca));
        }
        catch (CryptographicException)
        {
            throw new UsageException("The file of --ca isn't a certificate in PEM.");
        }

        if (roots.Count == 0)
        {
            throw new UsageException("The file of --ca has no certificate in PEM.");
        }

        return handler => handler.SslOptions.CertificateChainPolicy = PolicyOf(roots);
    }

    private static X509ChainPolicy PolicyOf(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}
