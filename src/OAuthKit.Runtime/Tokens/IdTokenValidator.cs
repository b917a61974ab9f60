namespace OAuthKit;

/// <summary>
/// Validates ID tokens (OpenID Connect Core section 3.1.3.7). Decryption and signature come first: nothing in a token may be
/// believed before. What it says is then checked by <see cref="IdTokenChecks"/>.
/// </summary>
internal static class IdTokenValidator
{
    /// <summary>What messages call it.</summary>
    public const string Subject = "ID token";

    /// <summary>The claims of an ID token, or a typed fault.</summary>
    public static async Task<IdToken> ValidateAsync(EncodedIdToken token, IdTokenExpectations expected, OAuthClient client, CancellationToken cancellationToken)
    {
        var issuer = client.Server.Issuer ?? throw UnknownIssuer();
        if (expected is { IsFrontChannel: true, Nonce: null })
        {
            throw new InvalidOperationException("An ID token that comes by the browser is bound to its request by the nonce alone (OpenID Connect Core section 3.2.2.1): give the one that was sent.");
        }

        // Steps 1 and 6 to 8.
        using var document = await JwtResponse.OpenAsync(token.Reveal(), client.IdTokens, Subject, JoseNames.Jwt, client, cancellationToken).ConfigureAwait(false);
        var checks = new IdTokenChecks(document.RootElement, expected, client.IdTokens, client.Options.TimeProvider);
        checks.Run(issuer, client.ClientId);
        var claims = new IdToken(token, document.RootElement.Clone());
        IdTokenIdentity.CheckFrontChannel(claims, expected.FrontChannel);
        IdTokenIdentity.CheckPrevious(claims, Previous(expected, client.IdTokens));
        return claims;
    }

    /// <summary>Where the issuer isn't known, nothing can be said of an ID token.</summary>
    public static InvalidOperationException UnknownIssuer() =>
        new("An ID token can only be validated where the issuer of the authorization server is known: give it, as in AuthorizationServer.FromEndpoints(endpoints, issuer).");

    // After a restart there is only the token as it was kept. It was validated when it came, and the key that signed it may be gone.
    private static IdToken? Previous(IdTokenExpectations expected, IdTokenOptions options) =>
        expected.PreviousClaims ?? (expected.Previous is { } kept ? KeptIdToken.Read(kept, options) : null);
}
