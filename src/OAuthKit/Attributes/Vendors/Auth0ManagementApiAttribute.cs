namespace OAuthKit;

/// <summary>Calls of the Management API of Auth0, whose address and audience follow from the domain; see <see cref="Vendors.Auth0ManagementApi"/>.</summary>
/// <param name="domain">The tenant, such as <c>mytenant.eu</c>, or its domain. The default, null, is that of the configuration (<c>Domain</c>).</param>
public sealed class Auth0ManagementApiAttribute(string? domain = null) : VendorAttribute
{
    /// <summary>The tenant or its domain.</summary>
    public string? Domain { get; } = domain;

    /// <inheritdoc/>
    public override VendorProfile Profile => Vendors.Auth0ManagementApi(Domain);
}
