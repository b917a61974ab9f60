namespace OAuthKit.Tests;

/// <summary>A vendor of this assembly's own.</summary>
internal sealed class AcmeAttribute(string? cluster = null) : VendorAttribute
{
    public string? Cluster { get; } = cluster;

    public string? Plan { get; set; }

    public override VendorProfile Profile => new AcmeProfile(Cluster, Plan);
}
