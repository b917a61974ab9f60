using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>
/// Decrypts a JWE in the compact form (RFC 7516 section 5.2). Whatever goes wrong after the header is one error: which step
/// it was is what an attacker asks for.
/// </summary>
internal static class JweDecrypter
{
    /// <summary>The signed JWT that is inside.</summary>
    public static string Decrypt(string text, JweRules rules)
    {
        // Steps 1 and 2.
        if (CompactText.Split(text, CompactText.JweSegments) is not [var header, var encryptedKey, var iv, var content, var tag])
        {
            throw Fault(OAuthFault.JwtEncryption, $"The {rules.Subject} isn't encrypted, or isn't five segments of base64url without padding (RFC 7516 section 7.1). The client is configured for encrypted ones.");
        }

        // Step 3.
        using var document = StrictJson.ParseObject(header)
            ?? throw Fault(OAuthFault.JwtMalformed, $"The header of the encrypted {rules.Subject} isn't one JSON object without duplicate names (RFC 7516 section 5.2).");
        CheckHeader(document.RootElement, rules);
        // Step 14: the first segment as it came.
        var associated = Encoding.UTF8.GetBytes(text[..text.IndexOf('.', StringComparison.Ordinal)]);
        // Steps 6 to 16.
        var plain = Decrypt(document.RootElement, rules, encryptedKey, iv, content, tag, associated)
            ?? throw Fault(OAuthFault.JwtDecryption, $"The {rules.Subject} can't be decrypted: none of the configured keys is the one that it was encrypted for, or it was changed on its way.");
        try
        {
            // RFC 7519 section 5.2: a nested JWT, which the pre-check then looks at. What isn't ASCII can't be one.
            return Encoding.Latin1.GetString(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static void CheckHeader(JsonElement header, JweRules rules)
    {
        // RFC 7516 section 4.1.13.
        if (header.TryGetProperty(JoseNames.Crit, out _))
        {
            throw Fault(OAuthFault.JwtCritical, $"The encrypted {rules.Subject} has a \"crit\" header parameter, and OAuthKit knows no extension that could be critical (RFC 7516 section 4.1.13).");
        }

        // RFC 8725 sections 3.1 and 3.2: pinned.
        if (StrictJson.StringOrNull(header, JoseNames.Alg) != rules.Algorithm || StrictJson.StringOrNull(header, JoseNames.Enc) != rules.Content.Name)
        {
            throw Fault(OAuthFault.JwtEncryption, $"The {rules.Subject} isn't encrypted by {rules.Algorithm} and {rules.Content.Name}, the algorithms that are configured. Configure those that the client is registered for.");
        }

        // RFC 8725 section 3.6: what is compressed can grow a thousandfold.
        if (header.TryGetProperty(JoseNames.Zip, out _))
        {
            throw Fault(OAuthFault.JwtEncryption, $"The encrypted {rules.Subject} is compressed, which OAuthKit refuses (RFC 8725 section 3.6).");
        }
    }

    // The keys are our own, so trying more than one is safe; one that is named goes first and alone.
    private static byte[]? Decrypt(JsonElement header, JweRules rules, byte[] encryptedKey, byte[] iv, byte[] content, byte[] tag, byte[] associated)
    {
        var keyId = StrictJson.StringOrNull(header, JoseNames.Kid);
        foreach (var key in rules.Keys)
        {
            if (!key.Fits(rules.Algorithm) || (keyId is not null && key.KeyId is not null && key.KeyId != keyId))
            {
                continue;
            }

            var contentKey = key.FindContentKey(header, rules.Algorithm, rules.Content, encryptedKey);
            if (contentKey is null)
            {
                continue;
            }

            var plain = rules.Content.Decrypt(contentKey, iv, content, tag, associated);
            CryptographicOperations.ZeroMemory(contentKey);
            if (plain is not null)
            {
                return plain;
            }
        }

        return null;
    }

    private static OAuthException Fault(string code, string message) => new(code, message);
}
