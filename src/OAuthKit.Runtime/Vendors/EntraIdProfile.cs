namespace OAuthKit;

/// <summary>Microsoft Entra ID by its v2.0 endpoints: one tenant, or the document that stands for many.</summary>
internal sealed class EntraIdProfile : VendorProfile
{
    private const string WorldWide = "login.microsoftonline.com";

    private static readonly string[] _many = ["common", "organizations"];
    private static readonly VendorKey _tenant = new("TenantId", new(
        "the GUID of the tenant; or common or organizations, to sign in users of the AllowedTenants",
        static value => Array.IndexOf(_many, value) >= 0 ? value : VendorGrammar.Uuid.Normalize(value)));

    private static readonly VendorKey _allowed = new("AllowedTenants", VendorGrammar.Uuids) { IsOptional = true };
    private static readonly VendorKey _domain = new("Domain", VendorGrammar.OneOf(WorldWide, "login.microsoftonline.us", "login.partner.microsoftonline.cn")) { IsOptional = true };

    public EntraIdProfile(string? tenantId, IReadOnlyList<string> allowedTenants, string? domain)
        : base("EntraId", _tenant, _allowed, _domain)
    {
        Set(_tenant, tenantId);
        Set(_allowed, allowedTenants.Count == 0 ? null : string.Join(' ', allowedTenants));
        Set(_domain, domain);
    }

    // The document of many tenants names no tenant, but a place for one.
    public override string Issuer => $"{Authority}/{(IsForMany ? "{tenantid}" : Tenant)}/v2.0";

    public override string? MetadataAddress => IsForMany ? $"{Authority}/{Tenant}/v2.0/.well-known/openid-configuration" : null;

    // Its metadata list no client_secret_basic.
    public override string ClientAuthentication => AuthenticationMethods.ClientSecretPost;

    public override IReadOnlyList<string> AllowedTenants => IsForMany && Find(_allowed) is { } allowed ? allowed.Split(' ') : [];

    protected override string? Conflict => Find(_allowed) is not null && Find(_tenant) is not null && !IsForMany
        ? "AllowedTenants of EntraId are for the TenantId common or organizations: that of one tenant lets its own users in and nobody else."
        : null;

    private string Authority => $"https://{Find(_domain) ?? WorldWide}";

    private string Tenant => Get(_tenant);

    private bool IsForMany => Array.IndexOf(_many, Tenant) >= 0;
}
