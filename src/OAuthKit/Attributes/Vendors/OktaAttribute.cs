namespace OAuthKit;

/// <summary>Tokens of Okta: of the organization's authorization server, or of a custom one; see <see cref="Vendors.Okta"/>.</summary>
/// <param name="domain">The domain of the organization, such as <c>example.okta.com</c>. The default, null, is that of the configuration (<c>Domain</c>).</param>
public sealed class OktaAttribute(string? domain = null) : VendorAttribute
{
    /// <summary>The domain of the organization.</summary>
    public string? Domain { get; } = domain;

    /// <summary>A custom authorization server, such as <c>default</c>. The default, null, is that of the configuration (<c>AuthorizationServerId</c>), else that of the organization.</summary>
    public string? AuthorizationServerId { get; set; }

    /// <inheritdoc/>
    public override VendorProfile Profile => Vendors.Okta(Domain, AuthorizationServerId);
}
