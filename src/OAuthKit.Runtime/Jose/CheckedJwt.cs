using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>A JWT whose form is in order. Its signature isn't verified yet, so nothing in it may be believed.</summary>
internal sealed class CheckedJwt(string text, string? keyId, byte[] signature, JsonDocument claims) : IDisposable
{
    public string Text { get; } = text;

    public string? KeyId { get; } = keyId;

    public byte[] Signature { get; } = signature;

    /// <summary>What the signature is over: the text before its last dot (RFC 7515 section 5.1).</summary>
    public byte[] SigningInput => Encoding.UTF8.GetBytes(Text, 0, Text.LastIndexOf('.'));

    public JsonDocument Claims { get; } = claims;

    public void Dispose() => Claims.Dispose();
}
