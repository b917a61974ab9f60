namespace OAuthKit;

/// <summary>Tokens of Microsoft Entra ID; see <see cref="Vendors.EntraId"/>.</summary>
/// <param name="tenantId">The GUID of the tenant, or <c>common</c> or <c>organizations</c>. The default, null, is that of the configuration (<c>TenantId</c>).</param>
public sealed class EntraIdAttribute(string? tenantId = null) : VendorAttribute
{
    /// <summary>The tenant.</summary>
    public string? TenantId { get; } = tenantId;

    /// <summary>The tenants whose users may sign in under <c>common</c> or <c>organizations</c>. The default, none, is that of the configuration (<c>AllowedTenants</c>).</summary>
    public string[] AllowedTenants { get; set; } = [];

    /// <summary>The host of a national cloud. The default, null, is that of the configuration (<c>Domain</c>), else <c>login.microsoftonline.com</c>.</summary>
    public string? Domain { get; set; }

    /// <inheritdoc/>
    public override VendorProfile Profile => Vendors.EntraId(TenantId, AllowedTenants, Domain);
}
