namespace OAuthKit;

/// <summary>Tokens of users of Google; see <see cref="Vendors.Google"/>.</summary>
public sealed class GoogleAttribute : VendorAttribute
{
    /// <inheritdoc/>
    public override VendorProfile Profile => Vendors.Google();
}
