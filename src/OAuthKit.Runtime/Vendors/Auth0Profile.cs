namespace OAuthKit;

/// <summary>Auth0: an issuer with a slash at its end.</summary>
internal class Auth0Profile : VendorProfile
{
    private const string Suffix = ".auth0.com";

    private static readonly string[] _regions = ["eu", "us", "au", "jp"];
    private static readonly VendorKey _domain = new("Domain", new("the tenant, such as mytenant.eu, or its domain, such as mytenant.eu.auth0.com or login.example.com", NormalizeDomain));

    public Auth0Profile(string? domain)
        : this("Auth0", domain)
    {
    }

    protected Auth0Profile(string name, string? domain)
        : base(name, _domain) => Set(_domain, domain);

    public override string Issuer => $"https://{Domain}/";

    public override string ClientAuthentication => AuthenticationMethods.ClientSecretPost;

    protected string Domain => Get(_domain);

    // A name without a dot, or with a region behind its dot, is that of a tenant.
    private static string? NormalizeDomain(string value)
    {
        var bare = VendorGrammar.WithoutScheme(value);
        var labels = bare.Split('.');
        var isTenant = labels.Length == 1 || (labels.Length == 2 && Array.IndexOf(_regions, labels[1].ToLowerInvariant()) >= 0);
        return VendorGrammar.NameOrNull(isTenant ? bare + Suffix : bare);
    }
}
