namespace OAuthKit;

/// <summary>Tokens of an environment of PingOne; see <see cref="Vendors.PingOne"/>.</summary>
/// <param name="environmentId">The GUID of the environment. The default, null, is that of the configuration (<c>EnvironmentId</c>).</param>
public sealed class PingOneAttribute(string? environmentId = null) : VendorAttribute
{
    /// <summary>The environment.</summary>
    public string? EnvironmentId { get; } = environmentId;

    /// <summary>What the domain of its region ends in: <c>com</c>, <c>eu</c>, <c>ca</c>, <c>asia</c>, <c>com.au</c> or <c>sg</c>. The default, null, is that of the configuration (<c>Region</c>).</summary>
    public string? Region { get; set; }

    /// <inheritdoc/>
    public override VendorProfile Profile => Vendors.PingOne(EnvironmentId, Region);
}
