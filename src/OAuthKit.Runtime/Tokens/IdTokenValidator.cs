namespace OAuthKit;

/// <summary>Validates ID tokens, in the order of OpenID Connect Core section 3.1.3.7.</summary>
internal static class IdTokenValidator
{
    /// <summary>What messages call it.</summary>
    public const string Subject = "ID token";

    /// <summary>The claims of an ID token, or a typed fault.</summary>
    public static async Task<IdToken> ValidateAsync(EncodedIdToken token, IdTokenExpectations expected, OAuthClient client, CancellationToken cancellationToken)
    {
        using var document = await JwtResponse.OpenAsync(token.Reveal(), client.IdTokens, Subject, JoseNames.Jwt, client, cancellationToken).ConfigureAwait(false);
        return new IdToken(token, document.RootElement.Clone());
    }
}
