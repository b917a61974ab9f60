namespace OAuthKit;

/// <summary>Tokens of Auth0, for the API that <see cref="AudienceAttribute"/> names; see <see cref="Vendors.Auth0"/>.</summary>
/// <param name="domain">The tenant, such as <c>mytenant.eu</c>, or its domain. The default, null, is that of the configuration (<c>Domain</c>).</param>
public sealed class Auth0Attribute(string? domain = null) : VendorAttribute
{
    /// <summary>The tenant or its domain.</summary>
    public string? Domain { get; } = domain;

    /// <inheritdoc/>
    public override VendorProfile Profile => Vendors.Auth0(Domain);
}
