using System.Text.Json;

namespace OAuthKit;

/// <summary>A JWT whose form is in order. Its signature isn't verified yet, so nothing in it may be believed.</summary>
internal sealed class CheckedJwt(string text, string? keyId, JsonDocument claims) : IDisposable
{
    public string Text { get; } = text;

    public string? KeyId { get; } = keyId;

    public JsonDocument Claims { get; } = claims;

    public void Dispose() => Claims.Dispose();
}
