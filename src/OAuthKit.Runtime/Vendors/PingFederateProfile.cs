namespace OAuthKit;

/// <summary>PingFederate, whose endpoints have fixed paths.</summary>
internal sealed class PingFederateProfile : VendorProfile
{
    private static readonly VendorKey _domain = new("Domain", VendorGrammar.ServerAddress);

    public PingFederateProfile(string? domain)
        : base("PingFederate", _domain) => Set(_domain, domain);

    public override string Issuer => $"https://{Get(_domain)}";

    public override ServerEndpoints Endpoints => new()
    {
        Authorization = Issuer + "/as/authorization.oauth2",
        Token = Issuer + "/as/token.oauth2",
        Revocation = Issuer + "/as/revoke_token.oauth2",
        UserInfo = Issuer + "/idp/userinfo.openid",
        Introspection = Issuer + "/as/introspect.oauth2",
        Jwks = Issuer + "/pf/JWKS",
        DeviceAuthorization = Issuer + "/as/device_authz.oauth2",
        Registration = Issuer + "/as/clients.oauth2",
    };
}
