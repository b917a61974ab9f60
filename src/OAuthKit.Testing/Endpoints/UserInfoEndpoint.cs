using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The UserInfo endpoint (<see href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfo">OpenID Connect Core section 5.3</see>), at <c>/userinfo</c>, for GET and POST. It wants an access token with the scope <c>openid</c>.</summary>
public sealed class UserInfoEndpoint : TestEndpoint
{
    private const string Realm = "userinfo";

    private readonly TestAuthorizationServer _server;

    internal UserInfoEndpoint(TestAuthorizationServer server)
        : base("userinfo", "GET", server.IssuerPath.TrimEnd('/') + "/userinfo")
    {
        _server = server;
    }

    /// <summary>The endpoint's whole address.</summary>
    public string Address => _server.Address + Path;

    internal override bool Answers(string method) => method is "GET" or "POST";

    internal override void Describe(JsonObject metadata)
    {
        metadata[MetadataNames.UserInfoEndpoint] = Address;
        metadata[MetadataNames.UserinfoSigningAlgValuesSupported] = _server.SigningAlgorithms.ToJsonArray();
        metadata[MetadataNames.UserinfoEncryptionAlgValuesSupported] = KeyEncryption.All.Select(algorithm => algorithm.Name).ToJsonArray();
        metadata[MetadataNames.UserinfoEncryptionEncValuesSupported] = ContentCipher.All.Select(cipher => cipher.Name).ToJsonArray();
    }

    internal override async ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken)
    {
        if (!request.Headers.Contains(HeaderNames.Authorization))
        {
            return Challenge.NoToken(Realm);
        }

        if (SentToken.Read(request) is not { } text)
        {
            return Challenge.InvalidRequest(Realm);
        }

        request.Token = _server.ReadAccessToken(text);
        if (!_server.Issuance.IsActive(request.Token) || !CertificateBinding.Holds(request.Token, request))
        {
            return Challenge.InvalidToken(Realm, "The token isn't valid.");
        }

        if (await _server.Dpop.RefuseCallAsync(request, Realm, _server.Dpop.UserInfoNonce, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (!request.Token.Scopes.Contains(ScopeNames.OpenId))
        {
            return Challenge.InsufficientScope(Realm, [ScopeNames.OpenId]);
        }

        var answer = (JsonObject?)_server.FindUser(request.Token.Subject!)?.Claims.DeepClone() ?? [];
        answer[ClaimNames.Subject] = request.Token.Subject;
        return Write(_server.FindClient(request.Token.ClientId!), answer).WithHeader(HeaderNames.CacheControl, "no-store");
    }

    /// <summary>OpenID Connect Core section 5.3.2: JSON, or a JWT where the client is registered for one.</summary>
    private TestResponse Write(TestClient? client, JsonObject answer)
    {
        if (client is null or { UserInfoAlgorithm: null, UserInfoEncryption: null })
        {
            var draft = new JwtDraft(_server.SigningKey, type: null, answer);
            _server.Mutations.UserInfoTokens.Apply(draft);
            return TestResponse.Json(draft.Claims);
        }

        answer[ClaimNames.Issuer] = _server.Issuer;
        answer[ClaimNames.Audience] = client.ClientId;
        var text = _server.Jwts.Write(client, answer, JoseNames.JwtType, client.UserInfoAlgorithm, client.UserInfoEncryption, _server.Mutations.UserInfoTokens);
        return TestResponse.Text(text, MediaTypes.Jwt);
    }
}
