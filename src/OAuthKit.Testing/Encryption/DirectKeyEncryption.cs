using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>RFC 7518 section 4.5.</summary>
internal sealed class DirectKeyEncryption() : KeyEncryption(JoseNames.Direct, JoseNames.Octets)
{
    public override (byte[] ContentKey, byte[] EncryptedKey) Create(JsonObject jwk, ContentCipher cipher, JsonObject header) => (jwk.ReadBytes(JoseNames.KeyValue)!, []);
}
