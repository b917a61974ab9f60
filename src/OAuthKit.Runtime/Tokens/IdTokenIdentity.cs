namespace OAuthKit;

/// <summary>Whether two ID tokens are about one user and one authentication.</summary>
internal static class IdTokenIdentity
{
    /// <summary>OpenID Connect Core section 3.3.3.6: what the browser brought and what the token endpoint gave.</summary>
    public static void CheckFrontChannel(IdToken token, IdToken? frontChannel)
    {
        if (frontChannel is null)
        {
            return;
        }

        const string other = "the one that the browser brought (OpenID Connect Core section 3.3.3.6)";
        Require(token.Issuer == frontChannel.Issuer, JoseNames.Iss, other);
        Require(token.Subject == frontChannel.Subject, JoseNames.Sub, other);
    }

    /// <summary>OpenID Connect Core section 12.2, in its order.</summary>
    public static void CheckPrevious(IdToken token, IdToken? previous)
    {
        if (previous is null)
        {
            return;
        }

        const string other = "the one before the refresh (OpenID Connect Core section 12.2)";
        Require(token.Issuer == previous.Issuer, JoseNames.Iss, other);
        Require(token.Subject == previous.Subject, JoseNames.Sub, other);
        Require(IsSame(token.Audience, previous.Audience), JoseNames.Aud, other);
        Require(token.AuthTime is null || previous.AuthTime is null || token.AuthTime == previous.AuthTime, ClaimNames.AuthTime, other);
        Require(token.AuthorizedParty == previous.AuthorizedParty, ClaimNames.Azp, other);
        // SHOULD NOT be there; where it is, it is the same.
        Require(token.Nonce is null || token.Nonce == previous.Nonce, ClaimNames.Nonce, other);
    }

    private static bool IsSame(IReadOnlyList<string> left, IReadOnlyList<string> right) => Holds(left, right) && Holds(right, left);

    private static bool Holds(IReadOnlyList<string> all, IReadOnlyList<string> some)
    {
        foreach (var item in some)
        {
            if (!AudienceClaim.Contains(all, item))
            {
                return false;
            }
        }

        return true;
    }

    private static void Require(bool holds, string claim, string other)
    {
        if (!holds)
        {
            throw new OAuthException(OAuthFault.IdTokenChanged, $"The \"{claim}\" of the ID token isn't that of {other}. It may be about another user: none of the response is used.") { ClaimName = claim };
        }
    }
}
