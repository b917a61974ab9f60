using System.Text.Json;

namespace OAuthKit;

/// <summary>What the claims of an ID token must be, in the order of OpenID Connect Core section 3.1.3.7.</summary>
internal sealed class IdTokenChecks(JsonElement root, IdTokenExpectations expected, IdTokenOptions options, TimeProvider time)
{
    // What took longer by way of a browser wasn't meant for now.
    private static readonly TimeSpan _longestFrontChannelAge = TimeSpan.FromHours(1);

    private readonly JwtClaims _claims = new(root, IdTokenValidator.Subject, time, options.ClockSkew);

    public void Run(string issuer, string clientId)
    {
        // Step 2.
        _claims.CheckIssuer(TenantIssuer.Resolve(issuer, root, _claims, options.AllowedTenants));
        // Section 2: REQUIRED, at most 255 ASCII characters.
        _claims.CheckSubject();
        // Steps 3 to 5.
        CheckAudience(clientId);
        // Step 9, and RFC 7519 section 4.1.5.
        _claims.CheckRequiredLifetime();
        // Step 10.
        CheckIssuedAt();
        // Step 11.
        CheckNonce();
        // Step 12.
        CheckAcr();
        // Step 13.
        CheckAuthTime();
        // Sections 3.1.3.8, 3.2.2.9 and 3.3.2.9.
        CheckHash(ClaimNames.AtHash, expected.AccessToken?.Reveal(), expected.IsFrontChannel);
        // Section 3.3.2.10.
        CheckHash(ClaimNames.CHash, expected.Code?.Reveal(), expected.IsFrontChannel);
        CheckStateHash();
    }

    private void CheckAudience(string clientId)
    {
        var audiences = _claims.CheckAudienceHolds(clientId);
        var party = _claims.Text(ClaimNames.Azp);
        if (party is not null && party != clientId)
        {
            throw _claims.Fault(OAuthFault.IdTokenAuthorizedParty, ClaimNames.Azp, clientId, "isn't the client identifier (OpenID Connect Core section 3.1.3.7)");
        }

        foreach (var audience in audiences)
        {
            if (audience == clientId)
            {
                continue;
            }

            if (!AudienceClaim.Contains(options.TrustedAudiences, audience))
            {
                throw _claims.Fault(OAuthFault.JwtAudience, JoseNames.Aud, clientId, "names others beside the client that aren't among IdTokenOptions.TrustedAudiences (OpenID Connect Core section 3.1.3.7)");
            }

            if (party is null)
            {
                throw _claims.Fault(OAuthFault.IdTokenAuthorizedParty, ClaimNames.Azp, clientId, "is missing, although \"aud\" names others beside the client (OpenID Connect Core section 3.1.3.7)");
            }
        }
    }

    private void CheckIssuedAt()
    {
        if (expected.IsFrontChannel)
        {
            _claims.CheckIssuedAt(_longestFrontChannelAge);
        }
        else
        {
            _claims.CheckIssuedAt();
        }
    }

    private void CheckNonce()
    {
        var nonce = _claims.Text(ClaimNames.Nonce);
        if (expected.IsFollowUp)
        {
            return;
        }

        if (expected.Nonce is null && nonce is not null)
        {
            throw _claims.Fault(OAuthFault.IdTokenNonce, ClaimNames.Nonce, null, "answers to a request with a nonce, and this one had none: the token comes of another login (OpenID Connect Core section 15.5.2)");
        }

        if (expected.Nonce is not null && (nonce is null || !FixedTime.Equals(nonce, expected.Nonce)))
        {
            throw _claims.Fault(OAuthFault.IdTokenNonce, ClaimNames.Nonce, null, "is missing or isn't the one that was sent: the token comes of another login (OpenID Connect Core section 15.5.2)");
        }
    }

    private void CheckAcr()
    {
        if (expected.AcrValues.Count == 0)
        {
            return;
        }

        if (_claims.Text(ClaimNames.Acr) is not { } acr || !AudienceClaim.Contains(expected.AcrValues, acr))
        {
            throw _claims.Fault(OAuthFault.IdTokenAcr, ClaimNames.Acr, string.Join(' ', expected.AcrValues), $"is missing or isn't among those that were asked for: {ServerText.Clean(string.Join(", ", expected.AcrValues))} (OpenID Connect Core section 5.5.1.1)");
        }
    }

    private void CheckAuthTime()
    {
        var at = _claims.Time(ClaimNames.AuthTime);
        if (expected.MaxAge is null && !options.RequireAuthTime)
        {
            return;
        }

        if (at is null)
        {
            throw _claims.Fault(OAuthFault.IdTokenAuthTime, ClaimNames.AuthTime, null, "is missing, although max_age was asked for or the client is registered with require_auth_time (OpenID Connect Core section 2)");
        }

        var now = time.GetUtcNow();
        if (at > now + options.ClockSkew || (expected.MaxAge is { } maxAge && now - options.ClockSkew - at > maxAge))
        {
            throw _claims.Fault(OAuthFault.IdTokenAuthTime, ClaimNames.AuthTime, null, "lies in the future, or longer back than max_age allows: the user has to sign in anew (OpenID Connect Core section 3.1.3.7)");
        }
    }

    private void CheckHash(string name, string? value, bool isRequired)
    {
        var hash = _claims.Text(name);
        if (value is null || (hash is null && !isRequired))
        {
            return;
        }

        if (hash is null || !FixedTime.Equals(hash, TokenHash.Compute(options.SigningAlgorithm, value)))
        {
            throw _claims.Fault(OAuthFault.IdTokenHash, name, null, "is missing or isn't that of what came with the token: one of the two was put in another's place (OpenID Connect Core section 3.3.2.11)");
        }
    }

    // FAPI 1.0 part 2, section 5.1.1. One that nothing can be compared with proves nothing.
    private void CheckStateHash()
    {
        if (expected.State is null && !expected.IsFollowUp && _claims.Text(ClaimNames.SHash) is not null)
        {
            throw _claims.Fault(OAuthFault.IdTokenHash, ClaimNames.SHash, null, "is that of a state, and none is known: give the one that was sent");
        }

        CheckHash(ClaimNames.SHash, expected.State, isRequired: false);
    }
}
