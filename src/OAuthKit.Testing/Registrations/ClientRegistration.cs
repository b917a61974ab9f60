using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A client that registered itself: its metadata as the server keeps it, and the token that manages it.</summary>
internal sealed class ClientRegistration(string clientId, string? secret, DateTimeOffset issuedAt, JsonObject metadata)
{
    public string ClientId { get; } = clientId;

    public string? Secret { get; } = secret;

    public DateTimeOffset IssuedAt { get; } = issuedAt;

    /// <summary>The registered metadata (RFC 7591 section 2), without what the server adds to its answers.</summary>
    public JsonObject Metadata { get; } = metadata;

    public string AccessToken { get; init; } = RandomText.Create(32);

    public TestClient ToClient() => new(ClientId, Secret)
    {
        AuthenticationMethods = [ClientMetadata.ReadAuthenticationMethod(Metadata)],
        GrantTypes = ClientMetadata.ReadGrantTypes(Metadata),
        Scopes = Metadata.ReadString(ClientMetadataNames.Scope) is { } scope ? ScopeText.Split(scope) : null,
        Jwks = Metadata[ClientMetadataNames.Jwks]?.DeepClone() as JsonObject,
        CertificateSubject = Metadata.ReadString(ClientMetadataNames.TlsClientAuthSubjectDn),
        CertificateBoundTokens = IsSet(ClientMetadataNames.TlsClientCertificateBoundAccessTokens),
        DpopBoundTokens = IsSet(ClientMetadataNames.DpopBoundAccessTokens),
        RedirectUris = Metadata.ReadStrings(ClientMetadataNames.RedirectUris),
        PostLogoutRedirectUris = Metadata.ReadStrings(ClientMetadataNames.PostLogoutRedirectUris),
        BackchannelLogoutUri = Metadata.ReadString(ClientMetadataNames.BackchannelLogoutUri),
        FrontchannelLogoutUri = Metadata.ReadString(ClientMetadataNames.FrontchannelLogoutUri),
        IdTokenEncryption = ReadEncryption(ClientMetadataNames.IdTokenEncryptedResponseAlg, ClientMetadataNames.IdTokenEncryptedResponseEnc),
        UserInfoAlgorithm = Metadata.ReadString(ClientMetadataNames.UserinfoSignedResponseAlg),
        UserInfoEncryption = ReadEncryption(ClientMetadataNames.UserinfoEncryptedResponseAlg, ClientMetadataNames.UserinfoEncryptedResponseEnc),
        AuthorizationResponseAlgorithm = Metadata.ReadString(ClientMetadataNames.AuthorizationSignedResponseAlg),
        AuthorizationResponseEncryption = ReadEncryption(ClientMetadataNames.AuthorizationEncryptedResponseAlg, ClientMetadataNames.AuthorizationEncryptedResponseEnc),
        RequestObjectAlgorithm = Metadata.ReadString(ClientMetadataNames.RequestObjectSigningAlg),
        RequiresSignedRequestObjects = IsSet(ClientMetadataNames.RequireSignedRequestObject),
        RequiresPushedAuthorizationRequests = IsSet(ClientMetadataNames.RequirePushedAuthorizationRequests),
        IdTokenAlgorithm = Metadata.ReadString(ClientMetadataNames.IdTokenSignedResponseAlg),
        NotificationEndpoint = Metadata.ReadString(ClientMetadataNames.BackchannelClientNotificationEndpoint),
    };

    private TestEncryption? ReadEncryption(string algorithm, string contentEncryption) =>
        Metadata.ReadString(algorithm) is { } name ? new(name, Metadata.ReadString(contentEncryption) ?? JoseNames.A128CbcHs256) : null;

    private bool IsSet(string name) => Metadata[name] is JsonValue value && value.TryGetValue(out bool isSet) && isSet;

    /// <summary>The client information response (RFC 7591 section 3.2.1, RFC 7592 section 3).</summary>
    public TestResponse Respond(TestAuthorizationServer server, int statusCode)
    {
        var answer = (JsonObject)Metadata.DeepClone();
        answer[ParameterNames.ClientId] = ClientId;
        answer[ClientMetadataNames.ClientIdIssuedAt] = IssuedAt.ToUnixTimeSeconds();
        if (Secret is not null)
        {
            answer[ParameterNames.ClientSecret] = Secret;
            answer[ClientMetadataNames.ClientSecretExpiresAt] = 0;
        }

        if (server.ClientConfiguration.Enabled)
        {
            answer[ClientMetadataNames.RegistrationAccessToken] = AccessToken;
            answer[ClientMetadataNames.RegistrationClientUri] = server.ClientConfiguration.AddressOf(ClientId);
        }

        return TestResponse.Json(answer, statusCode).WithHeader(HeaderNames.CacheControl, "no-store");
    }
}
