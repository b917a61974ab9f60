using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OAuthKit.Testing;

/// <summary>A certificate authority for one test run: made in memory, valid for a few days, trusted by nobody but the handlers it creates.</summary>
/// <remarks>Nothing is put into a certificate store. Handlers from <see cref="CreateHandler()"/> still check names, dates and the chain; they only know another root.</remarks>
/// <example><code>
/// using var authority = new TestCertificateAuthority();
/// await using var server = await TestAuthorizationServer.StartAsync(new() { CertificateAuthority = authority });
/// using var client = new HttpClient(authority.CreateHandler()) { BaseAddress = server.BaseAddress };
/// </code></example>
public sealed class TestCertificateAuthority : IDisposable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
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
    public X509Certificate2 IssueServerCertificate() => Issue("CN=localhost", ServerAuthentication, LoopbackNames());

    /// <summary>Makes a certificate with its key for a client, for <c>tls_client_auth</c> (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-2.1">RFC 8705 section 2.1</see>).</summary>
    /// <param name="subject">The distinguished name, such as <c>CN=orders-worker</c>.</param>
    /// <returns>A certificate whose key can be exported. The caller disposes it.</returns>
    public X509Certificate2 IssueClientCertificate(string subject) => Issue(subject, ClientAuthentication, names: null);

    /// <summary>Makes a certificate with its key that nobody else signed, for <c>self_signed_tls_client_auth</c> (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-2.2">RFC 8705 section 2.2</see>).</summary>
    /// <param name="subject">The distinguished name, such as <c>CN=orders-worker</c>.</param>
    /// <returns>A certificate whose key can be exported. The caller disposes it.</returns>
    public static X509Certificate2 CreateSelfSignedCertificate(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = CreateRequest(subject, key, ClientAuthentication).CreateSelfSigned(now - _validBefore, now + _validAfter);
        return Reload(certificate);
    }

    /// <summary>Makes a handler that trusts this root only, follows no redirects, keeps no cookies and uses no proxy.</summary>
    /// <returns>A new handler, which the caller disposes.</returns>
    public SocketsHttpHandler CreateHandler() => CreateHandler(clientCertificate: null);

    /// <summary>Makes a handler that trusts this root only and shows a certificate of the client's, follows no redirects, keeps no cookies and uses no proxy.</summary>
    /// <param name="clientCertificate">The certificate, which the caller disposes after the handler; null shows none.</param>
    /// <returns>A new handler, which the caller disposes.</returns>
    public SocketsHttpHandler CreateHandler(X509Certificate2? clientCertificate)
    {
        var handler = LoopbackHandler.Create();
        TrustIn(handler);
        if (clientCertificate is not null)
        {
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(clientCertificate, additionalCertificates: null, offline: true);
        }

        return handler;
    }

    /// <summary>Lets a handler of the caller's own trust this root, and no other.</summary>
    /// <param name="handler">The handler, before its first request.</param>
    public void TrustIn(SocketsHttpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        handler.SslOptions.CertificateChainPolicy = CreatePolicy();
    }

    /// <summary>Forgets the root and its key. Handlers made before go on trusting it.</summary>
    public void Dispose() => _root.Dispose();

    internal bool HasIssued(X509Certificate2 certificate)
    {
        using var chain = new X509Chain { ChainPolicy = CreatePolicy() };
        return chain.Build(certificate);
    }

    private static CertificateRequest CreateRequest(string subject, ECDsa key, string usage)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        return request;
    }

    /// <summary>Schannel can't use a key that lives in memory only; a round trip through PKCS 12 makes it usable everywhere.</summary>
    private static X509Certificate2 Reload(X509Certificate2 withKey) =>
        X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);

    private X509Certificate2 Issue(string subject, string usage, X509Extension? names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = CreateRequest(subject, key, usage);
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var certificate = request.Create(_root, _root.NotBefore, _root.NotAfter, SerialNumber());
        using var withKey = certificate.CopyWithPrivateKey(key);
        return Reload(withKey);
    }

    private X509ChainPolicy CreatePolicy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(Root);
        return policy;
    }

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
