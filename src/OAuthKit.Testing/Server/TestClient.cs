using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A client that is registered at a <see cref="TestAuthorizationServer"/>.</summary>
/// <example><code>
/// server.AddClient(new TestClient("orders-worker", "secret") { Scopes = ["orders.read"], AuthenticationMethods = ["client_secret_post"] });
/// server.AddClient(new TestClient("reports-worker") { Jwks = key.ToPublicJwk() });
/// </code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TestClient
{
    private readonly IReadOnlyCollection<string>? _authenticationMethods;
    private readonly JsonObject? _jwks;

    /// <summary>Describes a client.</summary>
    /// <param name="clientId">Its identifier.</param>
    /// <param name="secret">Its secret; null where it has none.</param>
    public TestClient(string clientId, string? secret = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ClientId = clientId;
        Secret = secret;
    }

    /// <summary>Its identifier.</summary>
    public string ClientId { get; }

    /// <summary>How it may prove itself, by the registered names.</summary>
    /// <value>Default: all that it has the means for: the three with a secret, <c>private_key_jwt</c> with <see cref="Jwks"/>, one of the two with a certificate; <c>none</c> where it has nothing.</value>
    public IReadOnlyCollection<string> AuthenticationMethods
    {
        get => _authenticationMethods ?? ReadMeans();
        init => _authenticationMethods = value;
    }

    /// <summary>Its public keys, for <c>private_key_jwt</c> and for the assertions of the JWT bearer grant: a JWK Set, or one JWK.</summary>
    /// <value>Default: null.</value>
    public JsonObject? Jwks
    {
        get => _jwks;
        init => _jwks = value is null || value.ContainsKey(JoseNames.Keys) ? value : new JsonObject { [JoseNames.Keys] = new JsonArray(value.DeepClone()) };
    }

    /// <summary>The subject of its certificate for <c>tls_client_auth</c>, such as <c>CN=orders-worker</c> (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-2.1">RFC 8705 section 2.1</see>). The server's own authority must have issued it.</summary>
    /// <value>Default: null.</value>
    public string? CertificateSubject { get; init; }

    /// <summary>Its certificate for <c>self_signed_tls_client_auth</c> (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-2.2">RFC 8705 section 2.2</see>).</summary>
    /// <value>Default: null.</value>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>
    /// Whether its access tokens are bound to the certificate that it shows in TLS, however it proves itself; a token request without a
    /// certificate is refused then, and a refresh token of a public client wants the certificate that it was issued under
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705 sections 3 and 4</see>).
    /// </summary>
    /// <value>Default: false.</value>
    public bool CertificateBoundTokens { get; init; }

    /// <summary>Whether its access tokens are bound to a key: a token request without a proof is refused then (<c>dpop_bound_access_tokens</c>, <see href="https://www.rfc-editor.org/rfc/rfc9449#section-5.2">RFC 9449 section 5.2</see>).</summary>
    /// <value>Default: false.</value>
    public bool DpopBoundTokens { get; init; }

    /// <summary>The scopes that it may have, all of which it gets where it asks for none.</summary>
    /// <value>Default: null, every scope that the server knows, and none where it asks for none.</value>
    public IReadOnlyCollection<string>? Scopes { get; init; }

    /// <summary>The grants that it may use, by the registered names. It gets refresh tokens where <c>refresh_token</c> is among them.</summary>
    /// <value>Default: null, every grant that the server knows.</value>
    public IReadOnlyCollection<string>? GrantTypes { get; init; }

    /// <summary>How long its access tokens live.</summary>
    /// <value>Default: null, as the server says.</value>
    public TimeSpan? AccessTokenLifetime { get; init; }

    /// <summary>The algorithm that signs its ID tokens: RS, PS, ES or HS with 256, 384 or 512. A key for it is made where there is none; HS signs with the secret; any other wants <see cref="TestAuthorizationServer.AddSigningKey"/>.</summary>
    /// <value>Default: null, that of the server's <see cref="TestAuthorizationServer.SigningKey"/>.</value>
    public string? IdTokenAlgorithm { get; init; }

    /// <summary>How its ID tokens are encrypted.</summary>
    /// <value>Default: null, not.</value>
    public TestEncryption? IdTokenEncryption { get; init; }

    /// <summary>The algorithm that signs its UserInfo answers, which are JWTs then.</summary>
    /// <value>Default: null, they are JSON unless <see cref="UserInfoEncryption"/> is given.</value>
    public string? UserInfoAlgorithm { get; init; }

    /// <summary>How its UserInfo answers are encrypted.</summary>
    /// <value>Default: null, not.</value>
    public TestEncryption? UserInfoEncryption { get; init; }

    /// <summary>The algorithm that signs its authorization responses where it asks for JWTs (JARM).</summary>
    /// <value>Default: null, that of the server's <see cref="TestAuthorizationServer.SigningKey"/>.</value>
    public string? AuthorizationResponseAlgorithm { get; init; }

    /// <summary>How these responses are encrypted.</summary>
    /// <value>Default: null, not.</value>
    public TestEncryption? AuthorizationResponseEncryption { get; init; }

    /// <summary>The only algorithm with which it signs request objects.</summary>
    /// <value>Default: null, any that is asymmetric.</value>
    public string? RequestObjectAlgorithm { get; init; }

    /// <summary>Whether its authorization requests are taken in signed request objects only.</summary>
    /// <value>Default: false.</value>
    public bool RequiresSignedRequestObjects { get; init; }

    /// <summary>Whether its authorization requests are taken only where they were pushed.</summary>
    /// <value>Default: false.</value>
    public bool RequiresPushedAuthorizationRequests { get; init; }

    /// <summary>Where authorization responses may go, compared character by character; only the port of <c>http://127.0.0.1</c> and <c>http://[::1]</c> is free (<see href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252 section 7.3</see>).</summary>
    /// <value>Default: empty, nowhere.</value>
    public IReadOnlyCollection<string> RedirectUris { get; init; } = [];

    /// <summary>Where the browser may go after a logout, compared character by character.</summary>
    /// <value>Default: empty, nowhere.</value>
    public IReadOnlyCollection<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>Where it is told of a logout by the server itself.</summary>
    /// <value>Default: null.</value>
    public string? BackchannelLogoutUri { get; init; }

    /// <summary>Where it is told of a logout by the browser.</summary>
    /// <value>Default: null.</value>
    public string? FrontchannelLogoutUri { get; init; }

    /// <summary>Where it is told that a user has decided; it makes the client one of CIBA's ping mode.</summary>
    /// <value>Default: null, the client polls.</value>
    public string? NotificationEndpoint { get; init; }

    /// <summary>Whether it has nothing to prove itself with.</summary>
    public bool IsPublic => Secret is null && Jwks is null && CertificateSubject is null && Certificate is null;

    internal string? Secret { get; }

    /// <summary>The identifier; never the secret.</summary>
    /// <returns>The identifier.</returns>
    public override string ToString() => ClientId;

    internal bool HasSecret(string secret) =>
        Secret is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Secret));

    internal bool MayUse(string grantType) => GrantTypes?.Contains(grantType) ?? true;

    private List<string> ReadMeans()
    {
        var methods = new List<string>();
        if (Secret is not null)
        {
            methods.AddRange([Testing.AuthenticationMethods.ClientSecretBasic, Testing.AuthenticationMethods.ClientSecretPost, Testing.AuthenticationMethods.ClientSecretJwt]);
        }

        if (Jwks is not null)
        {
            methods.Add(Testing.AuthenticationMethods.PrivateKeyJwt);
        }

        if (CertificateSubject is not null)
        {
            methods.Add(Testing.AuthenticationMethods.TlsClientAuth);
        }

        if (Certificate is not null)
        {
            methods.Add(Testing.AuthenticationMethods.SelfSignedTlsClientAuth);
        }

        return methods.Count > 0 ? methods : [Testing.AuthenticationMethods.None];
    }
}
