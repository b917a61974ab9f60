using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The revocation endpoint (<see href="https://www.rfc-editor.org/rfc/rfc7009#section-2">RFC 7009 section 2</see>), at <c>/revoke</c>. With a refresh token, all tokens of its family end.</summary>
public sealed class RevocationEndpoint : ClientEndpoint
{
    internal RevocationEndpoint(TestAuthorizationServer server)
        : base(server, "revocation", "/revoke")
    {
    }

    internal override void Describe(JsonObject metadata)
    {
        metadata[MetadataNames.RevocationEndpoint] = Address;
        metadata[MetadataNames.RevocationEndpointAuthMethodsSupported] = ClientAuthenticator.MethodsOf(Server).ToJsonArray();
    }

    private protected override ValueTask<TestResponse> RespondAsync(TestClient client, TestRequest request, CancellationToken cancellationToken) => new(Respond(client, request));

    private TestResponse Respond(TestClient client, TestRequest request)
    {
        if (request.Form[ParameterNames.Token] is not { Length: > 0 } text)
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The request has no token.");
        }

        // RFC 7009 section 2.1: the hint is only a hint, so both kinds are looked through.
        if (Server.Issuance.RefreshTokens.Find(text) is { } refreshToken)
        {
            if (refreshToken.Grant.ClientId != client.ClientId)
            {
                return RefuseOther();
            }

            refreshToken.Grant.Family.Revoke(Server.Tokens);
            return TestResponse.Empty(200);
        }

        var accessToken = Server.ReadAccessToken(text);
        if (accessToken.IsGenuine && accessToken.ClientId != client.ClientId)
        {
            return RefuseOther();
        }

        // RFC 7009 section 2.2: a token that isn't valid is no error.
        Server.Revoke(accessToken);
        return TestResponse.Empty(200);
    }

    private static TestResponse RefuseOther() => TestResponse.Error(ErrorCodes.UnauthorizedClient, "The token is another client's.");
}
