namespace OAuthKit;

/// <summary>Tokens of a realm of Keycloak; see <see cref="Vendors.Keycloak"/>.</summary>
/// <param name="domain">Where Keycloak is, such as <c>login.example.com</c>. The default, null, is that of the configuration (<c>Domain</c>).</param>
public sealed class KeycloakAttribute(string? domain = null) : VendorAttribute
{
    /// <summary>Where Keycloak is.</summary>
    public string? Domain { get; } = domain;

    /// <summary>The realm. The default, null, is that of the configuration (<c>Realm</c>).</summary>
    public string? Realm { get; set; }

    /// <inheritdoc/>
    public override VendorProfile Profile => Vendors.Keycloak(Domain, Realm);
}
