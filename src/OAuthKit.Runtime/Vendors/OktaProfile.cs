namespace OAuthKit;

/// <summary>Okta: the authorization server of the organization, or a custom one under it.</summary>
internal sealed class OktaProfile : VendorProfile
{
    private static readonly VendorKey _domain = new("Domain", VendorGrammar.DnsName);
    private static readonly VendorKey _server = new("AuthorizationServerId", VendorGrammar.PathSegment) { IsOptional = true };

    public OktaProfile(string? domain, string? authorizationServerId)
        : base("Okta", _domain, _server)
    {
        Set(_domain, domain);
        Set(_server, authorizationServerId);
    }

    public override string Issuer => Find(_server) is { } server ? $"https://{Get(_domain)}/oauth2/{server}" : $"https://{Get(_domain)}";
}
