using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>How a <see cref="TestAuthorizationServer"/> is set up. What changes while it runs is on the server and its endpoints.</summary>
public sealed class TestAuthorizationServerOptions : TestHostOptions
{
    /// <summary>Options with their defaults.</summary>
    public TestAuthorizationServerOptions()
        : base("https://login.test")
    {
    }

    /// <summary>What the issuer has after the address, such as <c>/tenant1</c>. A slash at the end is kept in the issuer, as some servers have it.</summary>
    /// <value>Default: empty.</value>
    public string IssuerPath { get; set; } = "";

    /// <summary>
    /// The vendor that the server stands for: it then has the vendor's addresses and behaves as known of it, so that a client which is
    /// made by the same profile meets in memory what it would meet outside. Setting it sets <see cref="TestHostOptions.Address"/>,
    /// <see cref="IssuerPath"/> and, for Auth0, <see cref="DefaultAudience"/>.
    /// </summary>
    /// <value>Default: null, a server as the specifications have it.</value>
    /// <exception cref="InvalidOperationException">The profile lacks a value.</exception>
    public VendorProfile? Vendor
    {
        get;
        set
        {
            field = value;
            if (value is not null)
            {
                (Address, IssuerPath) = VendorAddress.Of(value);
                DefaultAudience = value.Name is "Auth0" or "Auth0ManagementApi" ? Auth0Personality.UserInfoOf(value.Issuer!) : DefaultAudience;
            }
        }
    }

    /// <summary>The key that signs. The caller disposes it.</summary>
    /// <value>Default: null, a new key for <c>ES256</c> that the server disposes.</value>
    public TestSigningKey? SigningKey { get; set; }

    /// <summary>What the text of an access token is.</summary>
    /// <value>Default: <see cref="AccessTokenFormat.Jwt"/>.</value>
    public AccessTokenFormat AccessTokenFormat { get; set; } = AccessTokenFormat.Jwt;

    /// <summary>How long an access token lives.</summary>
    /// <value>Default: one hour.</value>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Adds, changes or removes claims of every access token before it is written.</summary>
    /// <value>Default: null.</value>
    public Action<JsonObject>? AccessTokenClaims { get; set; }

    /// <summary>Whom an access token is for where the request names nobody.</summary>
    /// <value>Default: <c>https://api.test</c>.</value>
    public string DefaultAudience { get; set; } = "https://api.test";

    /// <summary>The scopes that exist. A request for another one is refused with <c>invalid_scope</c>.</summary>
    /// <value>Default: null, any scope exists.</value>
    public IReadOnlyCollection<string>? Scopes { get; set; }

    /// <summary>The resources and audiences that exist. A request for another one is refused with <c>invalid_target</c>.</summary>
    /// <value>Default: null, anything that is an absolute URI without a fragment for a resource, and any text for an audience.</value>
    public IReadOnlyCollection<string>? Resources { get; set; }

    /// <summary>The types of <c>authorization_details</c> that exist (<see href="https://www.rfc-editor.org/rfc/rfc9396#section-10">RFC 9396 section 10</see>). A request for another one is refused.</summary>
    /// <value>Default: null, any type exists.</value>
    public IReadOnlyCollection<string>? AuthorizationDetailsTypes { get; set; }

    /// <summary>How long a refresh token lives.</summary>
    /// <value>Default: 30 days.</value>
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long an ID token lives.</summary>
    /// <value>Default: five minutes.</value>
    public TimeSpan IdTokenLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Adds, changes or removes claims of every ID token before it is signed.</summary>
    /// <value>Default: null.</value>
    public Action<JsonObject>? IdTokenClaims { get; set; }

    /// <summary>The signature algorithms of proofs of keys (<see cref="TestAuthorizationServer.Dpop"/>), besides those of <see cref="DpopVerifier"/>.</summary>
    /// <value>Default: null, RS, PS and ES with 256, 384 and 512 bits.</value>
    public IReadOnlyList<string>? DpopAlgorithms { get; set; }

    /// <summary>Verifies such proofs by an algorithm of another package, such as <c>Ed25519Verifier.Instance</c> of OAuthKit.EdDsa.</summary>
    /// <value>Default: null.</value>
    public JwsVerifier? DpopVerifier { get; set; }

    /// <summary>Whether the assertion of a client may name the token endpoint, or the endpoint that it is sent to, as its audience instead of the issuer.</summary>
    /// <value>Default: false, the issuer is the sole audience.</value>
    public bool AcceptEndpointAsAudience { get; set; }
}
