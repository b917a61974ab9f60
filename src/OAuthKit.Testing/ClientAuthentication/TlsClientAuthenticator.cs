using System.Security.Cryptography.X509Certificates;

namespace OAuthKit.Testing;

/// <summary>A certificate of the server's own authority, with the registered subject (RFC 8705 section 2.1).</summary>
internal sealed class TlsClientAuthenticator : CertificateAuthenticator
{
    public override string Method => AuthenticationMethods.TlsClientAuth;

    protected override bool IsMine(X509Certificate2 certificate) => !SelfSignedTlsClientAuthenticator.IsSelfSigned(certificate);

    protected override bool IsFrom(TestClient client, X509Certificate2 certificate, TestAuthorizationServer server) =>
        client.CertificateSubject is { } subject
        && certificate.SubjectName.Name == new X500DistinguishedName(subject).Name
        && server.CertificateAuthority?.HasIssued(certificate) == true;
}
