namespace OAuthKit;

/// <summary>GitHub: no metadata and no issuer, the secret in the body, error codes and a list of scopes of its own.</summary>
internal sealed class GitHubProfile : VendorProfile
{
    private const string Public = "github.com";

    private static readonly VendorKey _domain = new("Domain", VendorGrammar.DnsName) { IsOptional = true };

    private static readonly ServerQuirks _quirks = new()
    {
        ErrorCodes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["incorrect_client_credentials"] = "invalid_client",
            ["bad_verification_code"] = ErrorCodes.InvalidGrant,
            ["bad_refresh_token"] = ErrorCodes.InvalidGrant,
            ["redirect_uri_mismatch"] = ErrorCodes.InvalidGrant,
            ["incorrect_device_code"] = ErrorCodes.InvalidGrant,
            ["device_flow_disabled"] = "unauthorized_client",
        },
        ScopeSeparator = ',',
    };

    public GitHubProfile(string? domain)
        : base("GitHub", _domain) => Set(_domain, domain);

    public override ServerEndpoints Endpoints => new()
    {
        Authorization = $"https://{Host}/login/oauth/authorize",
        Token = $"https://{Host}/login/oauth/access_token",
        DeviceAuthorization = $"https://{Host}/login/device/code",
    };

    public override string ClientAuthentication => AuthenticationMethods.ClientSecretPost;

    public override ServerQuirks Quirks => _quirks;

    private string Host => Find(_domain) ?? Public;
}
