using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Tokens that are good together with a certificate only (RFC 8705 section 3).</summary>
internal static class CertificateBinding
{
    public static string ThumbprintOf(X509Certificate2 certificate) => Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256));

    /// <summary>Section 3.1: what a token says of the certificate of its request, where its client is registered for that.</summary>
    public static void Add(JsonObject claims, TestClient client, TestRequest request)
    {
        if (client.CertificateBoundTokens && request.ClientCertificate is { } certificate)
        {
            claims[ClaimNames.Confirmation] = new JsonObject { [ClaimNames.CertificateThumbprint] = ThumbprintOf(certificate) };
        }
    }

    /// <summary>Section 3: the certificate of the request is that of the token.</summary>
    public static bool Holds(TestToken token, TestRequest request) =>
        token.CertificateThumbprint is not { } thumbprint
        || (request.ClientCertificate is { } certificate && ThumbprintOf(certificate) == thumbprint);
}
