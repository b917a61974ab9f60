using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>RFC 8693 section 2.</summary>
internal sealed class TokenExchangeTestGrant : TestGrant
{
    public override string GrantType => GrantTypes.TokenExchange;

    protected internal override ValueTask<TestResponse> RespondAsync(TestTokenRequest request, CancellationToken cancellationToken) => new(Respond(request));

    private static TestResponse Respond(TestTokenRequest request)
    {
        // Section 2.1: the subject token and its type are both required.
        if (request.Form[ParameterNames.SubjectToken] is not { Length: > 0 } subjectToken || request.Form[ParameterNames.SubjectTokenType] is not { Length: > 0 } subjectType)
        {
            return Refuse("The request has no subject_token or no subject_token_type.");
        }

        // Section 2.1: the actor token and its type come together.
        var actorToken = request.Form[ParameterNames.ActorToken];
        var actorType = request.Form[ParameterNames.ActorTokenType];
        if (actorToken is null != actorType is null)
        {
            return Refuse("The actor_token and the actor_token_type come together or not at all.");
        }

        // Section 2.2.2: a token that isn't valid is invalid_request.
        if (ExchangedToken.Read(request, subjectToken, subjectType) is not { } subject)
        {
            return Refuse("The subject_token isn't valid, or its type isn't known.");
        }

        ExchangedToken? actor = null;
        if (actorToken is not null && (actor = ExchangedToken.Read(request, actorToken, actorType!)) is null)
        {
            return Refuse("The actor_token isn't valid, or its type isn't known.");
        }

        return (request.Form[ParameterNames.RequestedTokenType] ?? TokenTypes.AccessToken) switch
        {
            TokenTypes.AccessToken => Issue(request, subject, actor, TokenTypes.AccessToken),
            TokenTypes.Jwt => Issue(request, subject, actor, TokenTypes.Jwt),
            TokenTypes.IdToken => IssueOther(TokenTypes.IdToken, IdTokens.Issue(request.Server, request.Client, GrantOf(request, subject))),
            TokenTypes.RefreshToken => IssueOther(TokenTypes.RefreshToken, request.Server.Issuance.IssueRefreshToken(GrantOf(request, subject))),
            _ => Refuse("The server doesn't issue the requested_token_type."),
        };
    }

    private static TestResponse Issue(TestTokenRequest request, ExchangedToken subject, ExchangedToken? actor, string type)
    {
        void AddActor(JsonObject claims)
        {
            // Section 4.1: the newest actor outermost, those before it inside.
            if (actor is not null)
            {
                claims[ClaimNames.Actor] = new JsonObject { [ClaimNames.Subject] = actor.Subject };
                if (subject.Actor is { } earlier)
                {
                    claims[ClaimNames.Actor]![ClaimNames.Actor] = earlier.DeepClone();
                }
            }
        }

        return request.IssueAccessToken(subject.Subject, response => response[ParameterNames.IssuedTokenType] = type, AddActor);
    }

    /// <summary>Section 2.2.1: what isn't an access token stands in <c>access_token</c> too, and its <c>token_type</c> is <c>N_A</c>.</summary>
    private static TestResponse IssueOther(string type, string token) => TestResponse.Json(new JsonObject
    {
        [ParameterNames.AccessToken] = token,
        [ParameterNames.IssuedTokenType] = type,
        [ParameterNames.TokenType] = TokenTypes.NotApplicable,
    }).WithHeader(HeaderNames.CacheControl, "no-store");

    private static UserGrant GrantOf(TestTokenRequest request, ExchangedToken subject) =>
        new(request.Client.ClientId, subject.Subject, ScopeText.Split(request.Form[ParameterNames.Scope]), audiences: []);

    private static TestResponse Refuse(string description) => TestResponse.Error(ErrorCodes.InvalidRequest, description);
}
