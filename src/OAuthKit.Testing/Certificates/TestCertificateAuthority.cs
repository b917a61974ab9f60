using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OAuthKit.Testing;

/// <summary>A certificate authority for one test run: made in memory, valid for a few days, trusted by nobody but the handlers it creates.</summary>
/// <remarks>Nothing is put into a certificate store. Handlers from <see cref="CreateHandler"/> still check names, dates and the chain; they only know another root.</remarks>
/// <example><code>
/// using var authority = new TestCertificateAuthority();
/// await using var server = await TestAuthorizationServer.StartAsync(new() { CertificateAuthority = authority });
/// using var client = new HttpClient(authority.CreateHandler()) { BaseAddress = server.BaseAddress };
/// </code></example>
public sealed class TestCertificateAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan _validBefore = TimeSpan.FromHours(1);
    private static readonly TimeSpan _validAfter = TimeSpan.FromDays(3);

    private readonly X509Certificate2 _root;

    /// <summary>Makes a new root.</summary>
    public TestCertificateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=OAuthKit test root " + RandomText.Create(6), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = TimeProvider.System.GetUtcNow();
        _root = request.CreateSelfSigned(now - _validBefore, now + _validAfter);
        Root = X509CertificateLoader.LoadCertificate(_root.RawData);
    }

    /// <summary>The root's certificate, without its key.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The root's certificate in PEM, for a program that reads trusted roots from a file, such as one on Node with <c>NODE_EXTRA_CA_CERTS</c>.</summary>
    public string RootPem => Root.ExportCertificatePem();

    /// <summary>Makes a certificate with its key for a server on loopback.</summary>
    /// <returns>A certificate for <c>localhost</c>, <c>127.0.0.1</c> and <c>::1</c>. Its key can be exported, for a server in another process. The caller disposes it.</returns>
    public X509Certificate2 IssueServerCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(LoopbackNames());
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var certificate = request.Create(_root, _root.NotBefore, _root.NotAfter, SerialNumber());
        using var withKey = certificate.CopyWithPrivateKey(key);

        // Schannel can't use a key that lives in memory only; a round trip through PKCS 12 makes it usable everywhere.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>Makes a handler that trusts this root only, follows no redirects, keeps no cookies and uses no proxy.</summary>
    /// <returns>A new handler, which the caller disposes.</returns>
    public SocketsHttpHandler CreateHandler()
    {
        var handler = LoopbackHandler.Create();
        TrustIn(handler);
        return handler;
    }

    /// <summary>Lets a handler of the caller's own trust this root, and no other.</summary>
    /// <param name="handler">The handler, before its first request.</param>
    public void TrustIn(SocketsHttpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(Root);
        handler.SslOptions.CertificateChainPolicy = policy;
    }

    /// <summary>Forgets the root and its key. Handlers made before go on trusting it.</summary>
    public void Dispose() => _root.Dispose();

    private static byte[] SerialNumber()
    {
        var number = RandomNumberGenerator.GetBytes(16);
        number[0] = (byte)((number[0] & 0x7F) | 0x40);
        return number;
    }

    private static X509Extension LoopbackNames()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names.Build();
    }
}
