using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The introspection endpoint (<see href="https://www.rfc-editor.org/rfc/rfc7662#section-2">RFC 7662 section 2</see>), at <c>/introspect</c>. It answers in JSON, or with a signed JWT to a client that asks for one by <c>Accept</c> (<see href="https://www.rfc-editor.org/rfc/rfc9701#section-4">RFC 9701 section 4</see>).</summary>
public sealed class IntrospectionEndpoint : ClientEndpoint
{
    internal IntrospectionEndpoint(TestAuthorizationServer server)
        : base(server, "introspection", "/introspect")
    {
    }

    internal override void Describe(JsonObject metadata)
    {
        metadata[MetadataNames.IntrospectionEndpoint] = Address;
        metadata[MetadataNames.IntrospectionEndpointAuthMethodsSupported] =
            ClientAuthenticator.MethodsOf(Server).Where(method => method != AuthenticationMethods.None).ToJsonArray();
        metadata[MetadataNames.IntrospectionSigningAlgValuesSupported] = new JsonArray(Server.SigningKey.Algorithm);
    }

    private protected override ValueTask<TestResponse> RespondAsync(TestClient client, TestRequest request, CancellationToken cancellationToken) => new(Respond(client, request));

    private TestResponse Respond(TestClient client, TestRequest request)
    {
        // RFC 7662 section 2.1: nobody asks without proof of who asks.
        if (client.IsPublic)
        {
            return TestResponse.Error(ErrorCodes.InvalidClient, "A public client can't introspect.", statusCode: 401);
        }

        if (request.Form[ParameterNames.Token] is not { Length: > 0 } text)
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The request has no token.");
        }

        var answer = Read(text) ?? new JsonObject { [ClaimNames.Active] = false };
        return request.Headers.GetAll(HeaderNames.Accept).Any(accept => accept.Contains(MediaTypes.IntrospectionJwt, StringComparison.OrdinalIgnoreCase))
            ? Sign(client, answer)
            : TestResponse.Json(answer).WithHeader(HeaderNames.CacheControl, "no-store");
    }

    /// <summary>RFC 7662 section 2.2; null for a token that isn't active, about which nothing more is said.</summary>
    private JsonObject? Read(string text)
    {
        if (Server.Issuance.RefreshTokens.Find(text) is { } refreshToken)
        {
            return Server.Issuance.IsActive(refreshToken) ? Describe(refreshToken) : null;
        }

        var accessToken = Server.ReadAccessToken(text);
        if (!Server.Issuance.IsActive(accessToken))
        {
            return null;
        }

        var answer = accessToken.ReadClaims();
        answer[ClaimNames.Active] = true;
        answer[ClaimNames.TokenType] = accessToken.KeyThumbprint is null ? AuthenticationSchemes.Bearer : AuthenticationSchemes.Dpop;
        return answer;
    }

    private JsonObject Describe(IssuedRefreshToken token) => new()
    {
        [ClaimNames.Active] = true,
        [ClaimNames.Issuer] = Server.Issuer,
        [ClaimNames.Subject] = token.Grant.Subject,
        [ClaimNames.ClientId] = token.Grant.ClientId,
        [ClaimNames.Scope] = ScopeText.Join(token.Grant.Scopes),
        [ClaimNames.ExpiresAt] = token.ExpiresAt.ToUnixTimeSeconds(),
        [ClaimNames.IssuedAt] = token.IssuedAt.ToUnixTimeSeconds(),
    };

    /// <summary>RFC 9701 section 5.</summary>
    private TestResponse Sign(TestClient client, JsonObject answer)
    {
        var claims = new JsonObject
        {
            [ClaimNames.Issuer] = Server.Issuer,
            [ClaimNames.Audience] = client.ClientId,
            [ClaimNames.IssuedAt] = Server.TimeProvider.GetUtcNow().ToUnixTimeSeconds(),
            [ClaimNames.TokenIntrospection] = answer,
        };
        return TestResponse.Text(Server.SigningKey.CreateJwt(claims, JoseNames.IntrospectionType), MediaTypes.IntrospectionJwt).WithHeader(HeaderNames.CacheControl, "no-store");
    }
}
