using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Answers authorization requests by what the user does.</summary>
internal sealed class SignInResponder(TestAuthorizationServer server)
{
    private static readonly TimeSpan _responseLifetime = TimeSpan.FromMinutes(10);

    public TestResponse Respond(SignInRequest request, TestSignIn user)
    {
        var now = server.TimeProvider.GetUtcNow();
        if (user.Error is { } error)
        {
            return Refuse(new(error, user.ErrorDescription, request.Target));
        }

        // OpenID Connect Core section 3.1.2.1: a session that is too old, or that shall not count, is none.
        var authenticatedAt = user.AuthenticatedAt;
        if (request.Prompts.Contains(PromptValues.Login) || now - authenticatedAt > request.MaxAge)
        {
            authenticatedAt = null;
        }

        var subject = user.Subject ?? request.Hint ?? "alice";
        if ((authenticatedAt is null && request.Prompts.Contains(PromptValues.None)) || (request.IsHintBinding && subject != request.Hint))
        {
            return Refuse(new(ErrorCodes.LoginRequired, "The user isn't signed in.", request.Target));
        }

        var scopes = user.Scope is null ? request.Scopes : ScopeText.Split(user.Scope);
        return Approve(request, new UserGrant(request.Client.ClientId, subject, scopes, request.Audiences, request.Parameters[ParameterNames.Nonce])
        {
            AuthenticatedAt = authenticatedAt ?? now,
            AuthenticationContext = user.AuthenticationContext ?? request.WantedContext,
            AuthenticationMethods = user.AuthenticationMethods,
            SessionId = user.SessionId ?? RandomText.Create(16),
            AuthorizationDetails = user.AuthorizationDetails ?? request.AuthorizationDetails,
            IdTokenClaims = request.IdTokenClaims,
        });
    }

    /// <summary>By redirect where the client can be told, else on a page.</summary>
    public TestResponse Refuse(SignInRefusal refusal)
    {
        if (refusal.Target is not { } target)
        {
            return Pages.Error(refusal.Error, refusal.Description ?? "");
        }

        // RFC 6749 section 4.1.2.1.
        var draft = new CallbackDraft(target.RedirectUri, target.ResponseMode);
        draft.Parameters[ParameterNames.Error] = refusal.Error;
        draft.Parameters[ParameterNames.ErrorDescription] = refusal.Description;
        return Send(target, draft);
    }

    private TestResponse Approve(SignInRequest request, UserGrant grant)
    {
        var draft = new CallbackDraft(request.Target.RedirectUri, request.Target.ResponseMode);
        if (request.WantsCode)
        {
            draft.Parameters[ParameterNames.Code] = server.Issuance.IssueCode(
                new TestAuthorizationCode
                {
                    ClientId = grant.ClientId,
                    RedirectUri = request.Target.RedirectUri,
                    CodeChallenge = request.Parameters[ParameterNames.CodeChallenge],
                    DpopThumbprint = server.Dpop.Enabled ? request.Parameters[ParameterNames.DpopJkt] : null,
                },
                grant);
        }

        if (request.WantsIdToken)
        {
            draft.Parameters[ParameterNames.IdToken] = IdTokens.Issue(server, request.Client, grant, code: draft.Parameters[ParameterNames.Code], state: request.Target.State);
        }

        return Send(request.Target, draft);
    }

    private TestResponse Send(SignInTarget target, CallbackDraft draft)
    {
        draft.Parameters[ParameterNames.State] = target.State;

        // RFC 9207 section 2, in errors too; JARM section 2.1 has it in the JWT anyway.
        draft.Parameters[ParameterNames.Issuer] = server.Authorization.SendsIssuer ? server.Issuer : null;
        server.Mutations.Callbacks.Apply(draft);
        var isJwt = draft.ResponseMode.EndsWith(ResponseModes.JwtSuffix, StringComparison.Ordinal);
        var delivery = ResponseDelivery.Find(isJwt ? draft.ResponseMode[..^ResponseModes.JwtSuffix.Length] : draft.ResponseMode)
            ?? throw new InvalidOperationException($"A mutation wants the response mode {draft.ResponseMode}, which there isn't.");
        var parameters = draft.Parameters;
        if (isJwt)
        {
            parameters = new() { [ParameterNames.Response] = Sign(target.Client, draft.Parameters) };
        }

        foreach (var (name, value) in draft.Outside)
        {
            parameters.Add(name, value);
        }

        return delivery.Send(draft.RedirectUri, parameters);
    }

    /// <summary>JARM section 2.1.</summary>
    private string Sign(TestClient client, CallbackParameters parameters)
    {
        var claims = new JsonObject
        {
            [ClaimNames.Issuer] = server.Issuer,
            [ClaimNames.Audience] = client.ClientId,
            [ClaimNames.ExpiresAt] = (server.TimeProvider.GetUtcNow() + _responseLifetime).ToUnixTimeSeconds(),
        };
        foreach (var (name, value) in parameters)
        {
            claims[name] = value;
        }

        return server.Jwts.Write(
            client, claims, type: null, client.AuthorizationResponseAlgorithm, client.AuthorizationResponseEncryption, server.Mutations.AuthorizationResponses);
    }
}
