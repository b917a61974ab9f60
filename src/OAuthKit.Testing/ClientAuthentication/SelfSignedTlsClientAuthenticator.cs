using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OAuthKit.Testing;

/// <summary>The very certificate that the client registered (RFC 8705 section 2.2).</summary>
internal sealed class SelfSignedTlsClientAuthenticator : CertificateAuthenticator
{
    public override string Method => AuthenticationMethods.SelfSignedTlsClientAuth;

    public static bool IsSelfSigned(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    protected override bool IsMine(X509Certificate2 certificate) => IsSelfSigned(certificate);

    protected override bool IsFrom(TestClient client, X509Certificate2 certificate, TestAuthorizationServer server) =>
        client.Certificate is { } registered && CryptographicOperations.FixedTimeEquals(registered.RawData, certificate.RawData);
}
