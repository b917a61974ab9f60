using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>The protected header of one key and type, encoded once: <c>alg</c>, <c>kid</c> (or the public key itself), <c>typ</c> and nothing else.</summary>
internal sealed class JwsHeader
{
    private readonly byte[] _encoded;

    public JwsHeader(JwsSigner signer, string? type, PublicJwk? key = null)
    {
        Signer = signer;
        Algorithm = signer.Algorithm;
        KeyId = key is null ? signer.KeyId : null;
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json, JwsWriter.JsonOptions))
        {
            writer.WriteStartObject();
            writer.WriteString(JoseNames.Alg, Algorithm);
            if (KeyId is not null)
            {
                writer.WriteString(JoseNames.Kid, KeyId);
            }

            if (type is not null)
            {
                writer.WriteString(JoseNames.Typ, type);
            }

            if (key is not null)
            {
                writer.WritePropertyName(DpopNames.Jwk);
                writer.WriteRawValue(key.Required);
            }

            writer.WriteEndObject();
        }

        _encoded = new byte[Base64Url.GetEncodedLength(json.WrittenCount) + 1];
        Base64Url.EncodeToUtf8(json.WrittenSpan, _encoded);
        _encoded[^1] = (byte)'.';
    }

    public JwsSigner Signer { get; }

    public string Algorithm { get; }

    public string? KeyId { get; }

    /// <summary>With the dot behind it.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;

    public bool IsOf(JwsSigner signer) =>
        ReferenceEquals(Signer, signer) && Algorithm == signer.Algorithm && KeyId == signer.KeyId;
}
