namespace OAuthKit;

/// <summary>
/// The vendors in the box. A value that is left out (null) comes later, from the configuration or by <see cref="VendorProfile.With"/>.
/// What is known of each, and where it was read, stands in docs/vendors.md.
/// </summary>
/// <example><code>
/// using var client = Vendors.Auth0("mytenant.eu").CreateClient(ClientAuthentication.ClientSecretPost("id", "secret"));
/// </code></example>
public static class Vendors
{
    private static readonly (string Name, Func<VendorProfile> Create)[] _all =
    [
        ("Auth0", static () => Auth0()),
        ("Auth0ManagementApi", static () => Auth0ManagementApi()),
        ("EntraId", static () => EntraId()),
        ("EntraExternalId", static () => EntraExternalId()),
        ("Okta", static () => Okta()),
        ("Keycloak", static () => Keycloak()),
        ("PingFederate", static () => PingFederate()),
        ("PingOne", static () => PingOne()),
        ("Cognito", static () => Cognito()),
        ("Google", static () => Google()),
        ("GitHub", static () => GitHub()),
    ];

    /// <summary>The names of the vendors in the box, as they stand in the configuration.</summary>
    public static IReadOnlyList<string> Names { get; } = Array.ConvertAll(_all, static vendor => vendor.Name);

    /// <summary>Auth0. The issuer has a slash at its end; an API is chosen by the <c>audience</c> parameter.</summary>
    /// <param name="domain">The tenant: a name without a dot, or with <c>.eu</c>, <c>.us</c>, <c>.au</c> or <c>.jp</c> behind it, is completed by <c>.auth0.com</c>; else its domain, as its tokens name it.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">The domain isn't one.</exception>
    public static VendorProfile Auth0(string? domain = null) => new Auth0Profile(domain);

    /// <summary>The Management API of Auth0: audience and address are <c>https://{domain}/api/v2/</c>.</summary>
    /// <param name="domain">The tenant as for <see cref="Auth0"/>.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">The domain isn't one.</exception>
    public static VendorProfile Auth0ManagementApi(string? domain = null) => new Auth0ManagementApiProfile(domain);

    /// <summary>Microsoft Entra ID, by its v2.0 endpoints.</summary>
    /// <param name="tenantId">The GUID of the tenant; or <c>common</c> or <c>organizations</c>, whose issuer stands for many tenants.</param>
    /// <param name="allowedTenants">The tenants whose users may sign in, where the issuer stands for many. By default none may.</param>
    /// <param name="domain">The host of a national cloud: <c>login.microsoftonline.us</c> or <c>login.partner.microsoftonline.cn</c>. The default, null, is <c>login.microsoftonline.com</c>.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">A value isn't right, or there are allowed tenants although the issuer stands for one.</exception>
    public static VendorProfile EntraId(string? tenantId = null, IReadOnlyList<string>? allowedTenants = null, string? domain = null) => new EntraIdProfile(tenantId, allowedTenants ?? [], domain);

    /// <summary>Microsoft Entra External ID.</summary>
    /// <param name="domain">The name of the tenant, with or without <c>.ciamlogin.com</c>.</param>
    /// <param name="tenantId">The GUID of the tenant, which stands in its issuer.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">A value isn't right.</exception>
    public static VendorProfile EntraExternalId(string? domain = null, string? tenantId = null) => new EntraExternalIdProfile(domain, tenantId);

    /// <summary>Okta.</summary>
    /// <param name="domain">The domain of the organization, such as <c>example.okta.com</c>.</param>
    /// <param name="authorizationServerId">A custom authorization server: <c>default</c>, or the identifier of another. The default, null, is the authorization server of the organization, the only one for <c>okta.*</c> scopes.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">A value isn't right.</exception>
    public static VendorProfile Okta(string? domain = null, string? authorizationServerId = null) => new OktaProfile(domain, authorizationServerId);

    /// <summary>A realm of Keycloak.</summary>
    /// <param name="domain">Where Keycloak is, such as <c>login.example.com</c>, with a port and a path where it has them (<c>login.example.com/auth</c> where that is its relative path).</param>
    /// <param name="realm">The realm.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">A value isn't right.</exception>
    public static VendorProfile Keycloak(string? domain = null, string? realm = null) => new KeycloakProfile(domain, realm);

    /// <summary>PingFederate. Its endpoints have fixed paths, so its metadata aren't needed.</summary>
    /// <param name="domain">Where PingFederate is, as its base URL says, with a port where it has one.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">The domain isn't one.</exception>
    public static VendorProfile PingFederate(string? domain = null) => new PingFederateProfile(domain);

    /// <summary>An environment of PingOne.</summary>
    /// <param name="environmentId">The GUID of the environment.</param>
    /// <param name="region">What the domain of its region ends in: <c>com</c>, <c>eu</c>, <c>ca</c>, <c>asia</c>, <c>com.au</c> or <c>sg</c>.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">A value isn't right.</exception>
    public static VendorProfile PingOne(string? environmentId = null, string? region = null) => new PingOneProfile(environmentId, region);

    /// <summary>A user pool of Amazon Cognito. Its endpoints are on another host than its issuer, and are discovered.</summary>
    /// <param name="userPoolId">The identifier of the user pool, which begins with its region.</param>
    /// <param name="region">The region, only to be compared with that of the pool.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">A value isn't right, or the regions differ.</exception>
    public static VendorProfile Cognito(string? userPoolId = null, string? region = null) => new CognitoProfile(userPoolId, region);

    /// <summary>Google, for users. Service accounts have a way of their own: <see cref="GoogleServiceAccount"/>.</summary>
    /// <returns>The profile.</returns>
    public static VendorProfile Google() => new GoogleProfile();

    /// <summary>GitHub. It has no metadata and no issuer. For the tokens of an installed app see <see cref="GitHubInstallationTokens"/>.</summary>
    /// <param name="domain">The host of a GitHub Enterprise. The default, null, is <c>github.com</c>.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ArgumentException">The domain isn't one.</exception>
    public static VendorProfile GitHub(string? domain = null) => new GitHubProfile(domain);

    /// <summary>A vendor in the box by its name, without values.</summary>
    /// <param name="name">One of <see cref="Names"/>, without regard to case.</param>
    /// <returns>The profile; null where there is no such vendor.</returns>
    public static VendorProfile? Find(string name)
    {
        foreach (var vendor in _all)
        {
            if (string.Equals(vendor.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return vendor.Create();
            }
        }

        return null;
    }
}
