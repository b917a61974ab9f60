namespace OAuthKit;

/// <summary>Microsoft Entra External ID, whose issuer has the tenant's GUID where its address has the tenant's name.</summary>
internal sealed class EntraExternalIdProfile : VendorProfile
{
    private const string Suffix = ".ciamlogin.com";

    private static readonly VendorKey _domain = new("Domain", new("the name of the tenant, such as contoso or contoso.ciamlogin.com", NormalizeDomain));
    private static readonly VendorKey _tenant = new("TenantId", VendorGrammar.Uuid);

    public EntraExternalIdProfile(string? domain, string? tenantId)
        : base("EntraExternalId", _domain, _tenant)
    {
        Set(_domain, domain);
        Set(_tenant, tenantId);
    }

    public override string Issuer => $"https://{Get(_tenant)}{Suffix}/{Get(_tenant)}/v2.0";

    public override string MetadataAddress => $"https://{Get(_domain)}/{Get(_tenant)}/v2.0/.well-known/openid-configuration";

    public override string ClientAuthentication => AuthenticationMethods.ClientSecretPost;

    private static string? NormalizeDomain(string value)
    {
        var bare = VendorGrammar.WithoutScheme(value).ToLowerInvariant();
        var name = bare.EndsWith(Suffix, StringComparison.Ordinal) ? bare[..^Suffix.Length] : bare;
        return VendorGrammar.IsLabel(name) ? name + Suffix : null;
    }
}
