using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit.Testing;

/// <summary>A client that is registered at a <see cref="TestAuthorizationServer"/>.</summary>
/// <example><code>server.AddClient(new TestClient("orders-worker", "secret") { Scopes = ["orders.read"], AuthenticationMethods = ["client_secret_post"] });</code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TestClient
{
    private readonly string? _secret;

    /// <summary>Describes a client.</summary>
    /// <param name="clientId">Its identifier.</param>
    /// <param name="secret">Its secret; null makes it a public client.</param>
    public TestClient(string clientId, string? secret = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ClientId = clientId;
        _secret = secret;
        AuthenticationMethods = secret is null
            ? [Testing.AuthenticationMethods.None]
            : [Testing.AuthenticationMethods.ClientSecretBasic, Testing.AuthenticationMethods.ClientSecretPost];
    }

    /// <summary>Its identifier.</summary>
    public string ClientId { get; }

    /// <summary>How it may prove itself, by the registered names.</summary>
    /// <value>Default: <c>client_secret_basic</c> and <c>client_secret_post</c>; <c>none</c> without a secret.</value>
    public IReadOnlyCollection<string> AuthenticationMethods { get; init; }

    /// <summary>The scopes that it may have, all of which it gets where it asks for none.</summary>
    /// <value>Default: null, every scope that the server knows, and none where it asks for none.</value>
    public IReadOnlyCollection<string>? Scopes { get; init; }

    /// <summary>The grants that it may use, by the registered names.</summary>
    /// <value>Default: null, every grant that the server knows.</value>
    public IReadOnlyCollection<string>? GrantTypes { get; init; }

    /// <summary>How long its access tokens live.</summary>
    /// <value>Default: null, as the server says.</value>
    public TimeSpan? AccessTokenLifetime { get; init; }

    /// <summary>Whether it has no secret.</summary>
    public bool IsPublic => _secret is null;

    /// <summary>The identifier; never the secret.</summary>
    /// <returns>The identifier.</returns>
    public override string ToString() => ClientId;

    internal bool HasSecret(string secret) =>
        _secret is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(_secret));
}
