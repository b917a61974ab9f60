namespace OAuthKit.Tests;

internal sealed class AcmeProfile : VendorProfile
{
    private static readonly VendorKey _cluster = new("Cluster", VendorGrammar.PathSegment);

    private readonly string? _plan;

    public AcmeProfile(string? cluster = null, string? plan = null)
        : base("Acme", _cluster)
    {
        Set(_cluster, cluster);
        _plan = plan;
    }

    public override string Issuer => $"https://{Get(_cluster)}.acme.example/oauth/";

    public override string ClientAuthentication => "client_secret_post";

    public override IReadOnlyDictionary<string, string> Parameters => _plan is null ? base.Parameters : new Dictionary<string, string> { ["plan"] = _plan };
}
