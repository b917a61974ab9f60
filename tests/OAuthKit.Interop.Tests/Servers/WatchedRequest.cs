using System.Buffers.Text;
using System.Text.Json;

namespace OAuthKit.Interop.Tests;

/// <summary>A request as it went over the wire, with the proofs that it carried, and what was answered to it.</summary>
/// <param name="Path">Where it went.</param>
/// <param name="Proofs">The values of its DPoP headers.</param>
/// <param name="Scheme">The scheme of its Authorization header; null where it has none.</param>
/// <param name="Form">Its form, as it was sent; empty where it has none.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="GivenNonce">The nonce of the answer; null where it has none.</param>
/// <param name="Answer">The body of the answer.</param>
internal sealed record WatchedRequest(string Path, IReadOnlyList<string> Proofs, string? Scheme, string Form, int Status, string? GivenNonce, string Answer)
{
    /// <summary>The nonce in its proof; null where the proof has none.</summary>
    public string? Nonce => ClaimOf("nonce");

    /// <summary>The identifier of its proof.</summary>
    public string? Jti => ClaimOf("jti");

    /// <summary>The hash of the access token in its proof.</summary>
    public string? TokenHash => ClaimOf("ath");

    /// <summary>The algorithm of its proof.</summary>
    public string? Algorithm => MemberOf(0, "alg");

    private string? ClaimOf(string name)
    {
        return MemberOf(1, name);
    }

    private string? MemberOf(int segment, string name)
    {
        using JsonDocument document = JsonDocument.Parse(Base64Url.DecodeFromChars(Assert.Single(Proofs).Split('.')[segment]));
        return document.RootElement.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
    }
}
