using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The token response for what a user granted: an access token, a refresh token where the client may use one, an ID token where <c>openid</c> was granted.</summary>
internal static class UserTokens
{
    /// <param name="request">The request; its <c>scope</c> and <c>resource</c> narrow what was granted.</param>
    /// <param name="grant">What was granted.</param>
    /// <param name="issuesRefreshToken">False where the client keeps the refresh token that it has.</param>
    /// <param name="accept">Asked last, when nothing else can refuse the request; false makes it an <c>invalid_grant</c>.</param>
    public static TestResponse Respond(TestTokenRequest request, UserGrant grant, bool issuesRefreshToken = true, Func<bool>? accept = null)
    {
        if (!ScopePolicy.TryNarrow(request, grant, out var scopes))
        {
            return TestResponse.Error(ErrorCodes.InvalidScope, "The user didn't grant one of these scopes.");
        }

        if (!TargetPolicy.TryNarrow(request, grant, out var audiences))
        {
            return TestResponse.Error(ErrorCodes.InvalidTarget, "The token can't be for one of these resources or audiences.");
        }

        if (request.Client.IsPublic && request.Client.CertificateBoundTokens && !grant.TryBind(CertificateBinding.ThumbprintOf(request.Request.ClientCertificate!)))
        {
            return TestResponse.Error(ErrorCodes.InvalidGrant, "It was issued under another certificate.");
        }

        // RFC 9449 section 5: the refresh tokens of a public client are bound to the key.
        if (request.Client.IsPublic && !grant.TryBindKey(request.Request.DpopThumbprint))
        {
            return TestResponse.Error(ErrorCodes.InvalidGrant, "It was issued for another key.");
        }

        if (accept?.Invoke() == false)
        {
            return TestResponse.Error(ErrorCodes.InvalidGrant, "It was used before.");
        }

        var scope = ScopeText.Join(scopes);
        var accessToken = request.Server.Issuance.IssueAccessToken(
            new AccessTokenRequest { ClientId = request.Client.ClientId, Subject = grant.Subject, Scope = scope, Audiences = audiences, Claims = claims => AddClaims(claims, request, grant) }, grant.Family);
        return request.Respond(accessToken, scope, response => Complete(response, request, grant, scopes, accessToken, issuesRefreshToken));
    }

    private static void AddClaims(JsonObject claims, TestTokenRequest request, UserGrant grant)
    {
        CertificateBinding.Add(claims, request.Client, request.Request);
        KeyBinding.Add(claims, request.Request);
        AddDetails(claims, grant);
    }

    /// <summary>RFC 9396 sections 7 and 9.1: what was granted, which may not be what was asked for.</summary>
    private static void AddDetails(JsonObject json, UserGrant grant)
    {
        if (grant.AuthorizationDetails is { } details)
        {
            json[ParameterNames.AuthorizationDetails] = details.DeepClone();
        }
    }

    private static void Complete(JsonObject response, TestTokenRequest request, UserGrant grant, IReadOnlyList<string> scopes, string accessToken, bool issuesRefreshToken)
    {
        AddDetails(response, grant);
        if (issuesRefreshToken && request.Client.MayUse(GrantTypes.RefreshToken))
        {
            response[ParameterNames.RefreshToken] = request.Server.Issuance.IssueRefreshToken(grant);
        }

        if (scopes.Contains(ScopeNames.OpenId))
        {
            response[ParameterNames.IdToken] = IdTokens.Issue(request.Server, request.Client, grant, accessToken);
        }
    }
}
