using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A request at the token endpoint, its client known.</summary>
public sealed class TestTokenRequest
{
    internal TestTokenRequest(TestAuthorizationServer server, TestClient client, TestRequest request)
    {
        Server = server;
        Client = client;
        Request = request;
    }

    /// <summary>The server that received it.</summary>
    public TestAuthorizationServer Server { get; }

    /// <summary>The client that proved itself.</summary>
    public TestClient Client { get; }

    /// <summary>The request as it came.</summary>
    public TestRequest Request { get; }

    /// <summary>Its parameters.</summary>
    public RequestValues Form => Request.Form;

    /// <summary>Issues an access token with the scopes and for the resources and audiences that the request names, where the client may have them.</summary>
    /// <param name="subject">The user, or the client where there is none.</param>
    /// <param name="more">Adds further members to the response.</param>
    /// <returns>The token response (RFC 6749 section 5.1), or the error <c>invalid_scope</c> or <c>invalid_target</c>.</returns>
    public TestResponse IssueAccessToken(string subject, Action<JsonObject>? more = null) => IssueAccessToken(subject, more, claims: null);

    /// <summary>Issues what a user's grant brings: an access token as <see cref="IssueAccessToken(string, Action{JsonObject}?)"/> does, a refresh token where the client may use one, and an ID token where <c>openid</c> is among the scopes.</summary>
    /// <param name="subject">The user.</param>
    /// <returns>The token response, or the error <c>invalid_scope</c> or <c>invalid_target</c>.</returns>
    public TestResponse IssueUserTokens(string subject)
    {
        if (!ScopePolicy.TryGrant(this, out var scopes))
        {
            return TestResponse.Error(ErrorCodes.InvalidScope, "The client may not have one of these scopes.");
        }

        if (!TargetPolicy.TryGrant(this, out var audiences))
        {
            return TestResponse.Error(ErrorCodes.InvalidTarget, "The server doesn't know one of these resources or audiences.");
        }

        return UserTokens.Respond(this, new UserGrant(Client.ClientId, subject, scopes, audiences));
    }

    internal TestResponse IssueAccessToken(string subject, Action<JsonObject>? more, Action<JsonObject>? claims)
    {
        if (!ScopePolicy.TryGrant(this, out var scopes))
        {
            return TestResponse.Error(ErrorCodes.InvalidScope, "The client may not have one of these scopes.");
        }

        if (!TargetPolicy.TryGrant(this, out var audiences))
        {
            return TestResponse.Error(ErrorCodes.InvalidTarget, "The server doesn't know one of these resources or audiences.");
        }

        var scope = ScopeText.Join(scopes);
        var token = Server.Issuance.IssueAccessToken(new AccessTokenRequest { ClientId = Client.ClientId, Subject = subject, Scope = scope, Audiences = audiences, Claims = all => Complete(all, claims) });
        return Respond(token, scope, more);
    }

    private void Complete(JsonObject all, Action<JsonObject>? claims)
    {
        CertificateBinding.Add(all, Client, Request);
        KeyBinding.Add(all, Request);
        claims?.Invoke(all);
    }

    /// <summary>RFC 6749 section 5.1.</summary>
    internal TestResponse Respond(string accessToken, string scope, Action<JsonObject>? more)
    {
        var response = new JsonObject
        {
            [ParameterNames.AccessToken] = accessToken,
            [ParameterNames.TokenType] = Request.DpopThumbprint is null ? AuthenticationSchemes.Bearer : AuthenticationSchemes.Dpop,
            [ParameterNames.ExpiresIn] = (long)(Client.AccessTokenLifetime ?? Server.Options.AccessTokenLifetime).TotalSeconds,
        };
        if (scope.Length > 0)
        {
            response[ParameterNames.Scope] = scope;
        }

        more?.Invoke(response);
        return TestResponse.Json(response).WithHeader(HeaderNames.CacheControl, "no-store");
    }
}
