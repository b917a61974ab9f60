using System.Security.Cryptography.X509Certificates;

namespace OAuthKit.Testing;

/// <summary>A client that proves itself with the certificate of its connection (RFC 8705 section 2).</summary>
internal abstract class CertificateAuthenticator : ClientAuthenticator
{
    public override bool IsOffered(TestAuthorizationServer server) => server.CertificateAuthority is not null;

    public override bool IsTried(TestAuthorizationServer server, TestRequest request) =>
        request.ClientCertificate is not null
        && ReadClientId(request) is { } clientId
        && !request.Headers.Contains(HeaderNames.Authorization)
        && !request.Form.Contains(ParameterNames.ClientSecret)
        && !request.Form.Contains(ParameterNames.ClientAssertion)
        && server.FindClient(clientId)?.AuthenticationMethods.Contains(Method) == true
        && IsMine(request.ClientCertificate);

    // RFC 8705 section 2: the certificate names no client, the parameter does.
    public override string? ReadClientId(TestRequest request) => request.Form[ParameterNames.ClientId];

    public override bool Proves(TestAuthorizationServer server, TestRequest request, TestClient client) =>
        request.ClientCertificate is { } certificate && IsFrom(client, certificate, server);

    protected abstract bool IsMine(X509Certificate2 certificate);

    protected abstract bool IsFrom(TestClient client, X509Certificate2 certificate, TestAuthorizationServer server);
}
