namespace OAuthKit.Interop.Tests;

/// <summary>An API that both servers know: they give it access tokens of one format, with these scopes.</summary>
public sealed record ProtectedResource(string Identifier, bool UsesJwt)
{
    public const string Read = "orders.read";
    public const string Write = "orders.write";

    public const string OrdersIdentifier = "https://orders.interop.test/api";
    public const string LedgerIdentifier = "https://ledger.interop.test/api";

    /// <summary>A scope that no client of the tests may ask for.</summary>
    public const string Forbidden = "orders.admin";

    /// <summary>What an API authenticates with when it asks the server about an opaque token.</summary>
    public const string IntrospectionSecret = "the secret of an API";

    /// <summary>Its tokens are signed JWTs, verified with the server's published keys.</summary>
    public static ProtectedResource Orders { get; } = new(OrdersIdentifier, UsesJwt: true);

    /// <summary>Its tokens say nothing to the API, which asks the server about each (RFC 7662); they can be revoked.</summary>
    public static ProtectedResource Ledger { get; } = new(LedgerIdentifier, UsesJwt: false);

    public static IReadOnlyList<ProtectedResource> All { get; } = [Orders, Ledger];

    public RegisteredClient IntrospectionClient => new(Identifier, IntrospectionSecret, "client_secret_post");
}
