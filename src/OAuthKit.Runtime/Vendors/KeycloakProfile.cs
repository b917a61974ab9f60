namespace OAuthKit;

/// <summary>Keycloak: a realm of a server that stands anywhere.</summary>
internal sealed class KeycloakProfile : VendorProfile
{
    private static readonly VendorKey _domain = new("Domain", VendorGrammar.ServerAddress);
    private static readonly VendorKey _realm = new("Realm", VendorGrammar.PathSegment);

    public KeycloakProfile(string? domain, string? realm)
        : base("Keycloak", _domain, _realm)
    {
        Set(_domain, domain);
        Set(_realm, realm);
    }

    public override string Issuer => $"https://{Get(_domain)}/realms/{Get(_realm)}";
}
