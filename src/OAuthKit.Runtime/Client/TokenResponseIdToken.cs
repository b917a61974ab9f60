namespace OAuthKit;

/// <summary>
/// The ID token of a token response, validated before anybody gets the tokens. Grants reach it by a virtual call, so that a
/// program whose only grant never brings one doesn't carry what verifies it.
/// </summary>
internal static class TokenResponseIdToken
{
    /// <summary>Whether a response without an ID token is refused.</summary>
    public static bool IsRequired(TokenGrant grant) => grant.ExpectedIdToken is { } expected && (expected.IsRequired || expected.Nonce is not null || expected.MaxAge is not null);

    /// <summary>The tokens with the claims of their ID token, or a fault that rejects them all.</summary>
    public static async ValueTask<TokenSet> ValidateAsync(TokenSet tokens, TokenGrant grant, OAuthClient client, CancellationToken cancellationToken)
    {
        var isNew = tokens.EncodedIdToken is not null && !ReferenceEquals(tokens.EncodedIdToken, grant.HeldIdToken);
        if (!isNew)
        {
            // OpenID Connect Core section 3.1.3.3.
            return IsRequired(grant)
                ? throw new OAuthException(OAuthFault.IdTokenMissing, "The token response has no \"id_token\", although OpenID Connect was asked for (OpenID Connect Core section 3.1.3.3). Who has signed in isn't known, so the tokens aren't used.")
                : tokens.With(grant.HeldIdTokenClaims);
        }

        // Endpoints by hand: the token stays as it came.
        if (client.Server.Issuer is null && !IsRequired(grant))
        {
            return tokens;
        }

        var expected = (grant.ExpectedIdToken ?? IdTokenExpectations.FollowUp).With(tokens.AccessToken);
        return tokens.With(await IdTokenValidator.ValidateAsync(tokens.EncodedIdToken!, expected, client, cancellationToken).ConfigureAwait(false));
    }
}
