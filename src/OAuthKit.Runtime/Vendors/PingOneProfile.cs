namespace OAuthKit;

/// <summary>PingOne: an environment of a region, which has a domain of its own.</summary>
internal sealed class PingOneProfile : VendorProfile
{
    private static readonly VendorKey _environment = new("EnvironmentId", VendorGrammar.Uuid);
    private static readonly VendorKey _region = new("Region", VendorGrammar.OneOf("com", "eu", "ca", "asia", "com.au", "sg"));

    public PingOneProfile(string? environmentId, string? region)
        : base("PingOne", _environment, _region)
    {
        Set(_environment, environmentId);
        Set(_region, region);
    }

    public override string Issuer => $"https://auth.pingone.{Get(_region)}/{Get(_environment)}/as";
}
