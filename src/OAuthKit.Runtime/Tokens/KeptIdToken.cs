namespace OAuthKit;

/// <summary>Reads an ID token that was validated earlier and kept by the application, to compare a new one with it. Its signature isn't looked at again, so nothing but the comparison may use it.</summary>
internal static class KeptIdToken
{
    public static IdToken Read(EncodedIdToken kept, IdTokenOptions options)
    {
        const string subject = "kept ID token";
        var isEncrypted = CompactText.CountSegments(kept.Reveal()) == CompactText.JweSegments;
        var text = isEncrypted ? JwtResponse.Decrypt(kept.Reveal(), options, subject) : kept.Reveal();
        using var document = CompactText.Split(text, CompactText.JwsSegments) is [_, var payload, _] ? StrictJson.ParseObject(payload) : null;
        return document is not null
            ? new IdToken(kept, document.RootElement.Clone())
            : throw new OAuthException(OAuthFault.JwtMalformed, $"The {subject} can't be read, so the one that a refresh brought can't be compared with it (OpenID Connect Core section 12.2). Sign in anew.");
    }
}
