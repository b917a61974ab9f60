namespace OAuthKit;

/// <summary>Tokens of PingFederate; see <see cref="Vendors.PingFederate"/>.</summary>
/// <param name="domain">Where PingFederate is, such as <c>login.example.com</c>. The default, null, is that of the configuration (<c>Domain</c>).</param>
public sealed class PingFederateAttribute(string? domain = null) : VendorAttribute
{
    /// <summary>Where PingFederate is.</summary>
    public string? Domain { get; } = domain;

    /// <inheritdoc/>
    public override VendorProfile Profile => Vendors.PingFederate(Domain);
}
