namespace OAuthKit;

/// <summary>Tokens of users of GitHub; see <see cref="Vendors.GitHub"/>.</summary>
/// <param name="domain">The host of a GitHub Enterprise. The default, null, is that of the configuration (<c>Domain</c>), else <c>github.com</c>.</param>
public sealed class GitHubAttribute(string? domain = null) : VendorAttribute
{
    /// <summary>The host.</summary>
    public string? Domain { get; } = domain;

    /// <inheritdoc/>
    public override VendorProfile Profile => Vendors.GitHub(Domain);
}
