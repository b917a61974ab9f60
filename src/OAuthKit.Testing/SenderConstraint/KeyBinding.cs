using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>What a token says of the key that it is bound to (RFC 9449 section 6).</summary>
internal static class KeyBinding
{
    public static void Add(JsonObject claims, TestRequest request)
    {
        if (request.DpopThumbprint is not { } thumbprint)
        {
            return;
        }

        if (claims[ClaimNames.Confirmation] is JsonObject confirmation)
        {
            confirmation[ClaimNames.KeyThumbprint] = thumbprint;
        }
        else
        {
            claims[ClaimNames.Confirmation] = new JsonObject { [ClaimNames.KeyThumbprint] = thumbprint };
        }
    }
}
