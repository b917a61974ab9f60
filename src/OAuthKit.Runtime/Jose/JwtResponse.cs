using System.Text.Json;

namespace OAuthKit;

/// <summary>Opens a JWT that a server sent to a client: decrypts it where that is registered, checks its form, and verifies its signature.</summary>
internal static class JwtResponse
{
    /// <summary>The claims. Which of them must be there, and what they must be, is the caller's to say.</summary>
    /// <param name="text">The JWT.</param>
    /// <param name="options">What the client is registered for.</param>
    /// <param name="subject">What it is, for messages: "ID token".</param>
    /// <param name="type">Its <c>typ</c>. <c>JWT</c> may be absent, any other may not.</param>
    /// <param name="client">The client, whose server has the keys and whose secret is that of HMAC.</param>
    /// <param name="cancellationToken">Ends the fetching of keys.</param>
    public static Task<JsonDocument> OpenAsync(string text, JwtResponseOptions options, string subject, string type, OAuthClient client, CancellationToken cancellationToken) =>
        OpenAsync(text, options, RulesFor(client, options, subject, type, typeIsRequired: type != JoseNames.Jwt), client.Server.Keys, cancellationToken);

    /// <summary>What a JWT for a client must be, by what it is registered for.</summary>
    public static JwtRules RulesFor(OAuthClient client, JwtResponseOptions options, string subject, string type, bool typeIsRequired, bool takesPlainType = false) =>
        new(subject, options.SigningAlgorithm, type, typeIsRequired)
        {
            TakesPlainType = takesPlainType,
            BindsKeyToIssuer = options is IdTokenOptions { AllowedTenants.Count: > 0 },
            Verifier = options.Verifier,
            Secret = SecretOf(client, options),
        };

    /// <summary>The claims of a JWT whose rules the caller made.</summary>
    public static Task<JsonDocument> OpenAsync(string text, JwtResponseOptions options, JwtRules rules, ServerKeys keys, CancellationToken cancellationToken) =>
        JwtVerifier.VerifyAsync(Decrypt(text, options, rules.Subject), rules, keys, cancellationToken);

    /// <summary>The signed JWT that is inside, where encryption is registered; else the text itself.</summary>
    public static string Decrypt(string text, JwtResponseOptions options, string subject)
    {
        if (options.DecryptionKeys.Count > 0)
        {
            var content = ContentEncryption.Find(options.ContentEncryption)!;
            return JweDecrypter.Decrypt(text, new JweRules(subject, options.EncryptionAlgorithm, content, options.DecryptionKeys));
        }

        return CompactText.CountSegments(text) != CompactText.JweSegments
            ? text
            : throw new OAuthException(OAuthFault.JwtEncryption, $"The {subject} is encrypted, and no key to decrypt it is configured. Give DecryptionKeys, or register the client for ones that are only signed.");
    }

    // That there is one was seen when the client was made; a configured one may have been exchanged since.
    private static ClientSecret? SecretOf(OAuthClient client, JwtResponseOptions options) =>
        VerificationAlgorithms.IsHmac(options.SigningAlgorithm) ? client.Authentication.SharedSecret : null;
}
