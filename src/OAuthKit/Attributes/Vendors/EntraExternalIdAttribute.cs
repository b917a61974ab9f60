namespace OAuthKit;

/// <summary>Tokens of Microsoft Entra External ID; see <see cref="Vendors.EntraExternalId"/>.</summary>
/// <param name="domain">The name of the tenant, such as <c>contoso</c>. The default, null, is that of the configuration (<c>Domain</c>).</param>
public sealed class EntraExternalIdAttribute(string? domain = null) : VendorAttribute
{
    /// <summary>The name of the tenant.</summary>
    public string? Domain { get; } = domain;

    /// <summary>The GUID of the tenant. The default, null, is that of the configuration (<c>TenantId</c>).</summary>
    public string? TenantId { get; set; }

    /// <inheritdoc/>
    public override VendorProfile Profile => Vendors.EntraExternalId(Domain, TenantId);
}
