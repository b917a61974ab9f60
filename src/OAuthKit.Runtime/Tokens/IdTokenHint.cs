namespace OAuthKit;

/// <summary>An ID token that goes back to the server that gave it out, to say which user or session is meant.</summary>
internal static class IdTokenHint
{
    /// <summary>
    /// The ID token as the server can read it
    /// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect Core section 3.1.2.1</see>):
    /// one that was encrypted for the client MUST be decrypted first, and goes back as it was signed.
    /// </summary>
    public static string? Read(EncodedIdToken? token, IdTokenOptions options)
    {
        var text = token?.Reveal();
        return text is not null && options.DecryptionKeys.Count > 0 && CompactText.CountSegments(text) == CompactText.JweSegments
            ? JwtResponse.Decrypt(text, options, "ID token hint")
            : text;
    }
}
