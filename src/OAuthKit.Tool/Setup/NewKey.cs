using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OAuthKit.Tool.Setup;

/// <summary>A new key pair as JWKs (RFC 7517), whose identifier is the thumbprint.</summary>
internal static class NewKey
{
    private const int RsaBits = 3072;

    public static (string Private, string Public) Create(string algorithm)
    {
        if (algorithm.StartsWith("ES", StringComparison.Ordinal))
        {
            using var ec = ECDsa.Create(algorithm switch { "ES384" => ECCurve.NamedCurves.nistP384, "ES512" => ECCurve.NamedCurves.nistP521, _ => ECCurve.NamedCurves.nistP256 });
            using var probe = new SigningKey(ec);
            using var key = new SigningKey(ec, probe.Thumbprint);
            return Write(key.ExportPublicJwk(), ("d", ec.ExportParameters(includePrivateParameters: true).D));
        }

        using var rsa = RSA.Create(RsaBits);
        using var rsaProbe = new SigningKey(rsa, algorithm);
        using var rsaKey = new SigningKey(rsa, algorithm, rsaProbe.Thumbprint);
        var parameters = rsa.ExportParameters(includePrivateParameters: true);
        return Write(rsaKey.ExportPublicJwk(), ("d", parameters.D), ("p", parameters.P), ("q", parameters.Q), ("dp", parameters.DP), ("dq", parameters.DQ), ("qi", parameters.InverseQ));
    }

    private static (string Private, string Public) Write(string publicJwk, params (string Name, byte[]? Value)[] secrets)
    {
        using var document = JsonDocument.Parse(publicJwk);
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                member.WriteTo(writer);
            }

            foreach (var (name, value) in secrets)
            {
                writer.WriteString(name, Base64Url.EncodeToString(value));
            }

            writer.WriteEndObject();
        }

        return (Encoding.UTF8.GetString(output.ToArray()), publicJwk);
    }
}
