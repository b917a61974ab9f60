using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OAuthKit;

/// <summary>A certificate authority for one run, which nobody trusts who isn't told to, and keys in the forms that files have.</summary>
internal static class Pki
{
    private static readonly X509Certificate2 _root = CreateRoot();

    // Made once: RSA keys take their time.
    private static readonly RSAParameters _rsa = CreateRsa();
    private static readonly RSAParameters _otherRsa = CreateRsa();

    public static string EncryptedPem { get; } = CreateEncryptedPem();

    public static X509Certificate2 Server { get; } = Issue("localhost");

    /// <summary>A key for an algorithm; RSA keys are two only.</summary>
    public static SigningKey Key(string algorithm, string? keyId = null, bool other = false) =>
        algorithm[0] == 'E' ? SigningKey.Generate(algorithm, keyId) : new SigningKey(RSA.Create(other ? _otherRsa : _rsa), algorithm, keyId);

    /// <summary>A certificate of the authority, for a server on loopback as well as for a client.</summary>
    public static X509Certificate2 Issue(string name, bool rsa = false)
    {
        using AsymmetricAlgorithm key = rsa ? RSA.Create(_rsa) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(name, key);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_root.SubjectName, X509SignatureGenerator.CreateForECDsa(_root.GetECDsaPrivateKey()!), _root.NotBefore, _root.NotAfter, RandomNumberGenerator.GetBytes(12));
        return key is RSA rsaKey ? certificate.CopyWithPrivateKey(rsaKey) : certificate.CopyWithPrivateKey((ECDsa)key);
    }

    /// <summary>A certificate that nobody vouches for.</summary>
    public static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Request(name, key).CreateSelfSigned(_root.NotBefore, _root.NotAfter);
    }

    public static void TrustIn(SocketsHttpHandler handler)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_root);
        handler.SslOptions.CertificateChainPolicy = policy;
    }

    public static string Pem(X509Certificate2 certificate) =>
        certificate.ExportCertificatePem() + "\n" + (certificate.GetECDsaPrivateKey()?.ExportPkcs8PrivateKeyPem() ?? certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());

    /// <summary>A private key, or a public one, on a curve that no platform has.</summary>
    public static string PemOnUnknownCurve(bool isPublic = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var der = isPublic ? key.ExportSubjectPublicKeyInfo() : key.ExportPkcs8PrivateKey();
        ReadOnlySpan<byte> curve = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
        der[der.AsSpan().IndexOf(curve) + curve.Length - 1] = 0x7F;
        return PemEncoding.WriteString(isPublic ? "PUBLIC KEY" : "PRIVATE KEY", der);
    }

    private static CertificateRequest Request(string name, AsymmetricAlgorithm key) => key is RSA rsa
        ? new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : new CertificateRequest($"CN={name}", (ECDsa)key, HashAlgorithmName.SHA256);

    private static RSAParameters CreateRsa()
    {
        using var key = RSA.Create(2048);
        return key.ExportParameters(includePrivateParameters: true);
    }

    private static X509Certificate2 CreateRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request("tests", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddDays(2));
    }

    private static string CreateEncryptedPem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportEncryptedPkcs8PrivateKeyPem(The.Canary, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000));
    }
}
