using Microsoft.Extensions.DependencyInjection;
using OAuthKit.Testing;
using Refit;

namespace OAuthKit.Docs.Tests;

/// <summary>What docs/vendors.md shows.</summary>
public static class VendorsPage
{
    internal const string Configuration = """
        #region VendorsConfiguration
        {
          "Orders": {
            "BaseAddress": "https://api.example.com",
            "Domain": "mytenant.eu",
            "ClientId": "orders-worker"
          }
        }
        #endregion
        """;

    internal const string Clients = """
        #region VendorsClients
        {
          "OAuth": {
            "Clients": {
              "contoso": { "Vendor": "Okta", "Domain": "contoso.okta.com", "AuthorizationServerId": "default", "ClientId": "orders-worker" }
            }
          }
        }
        #endregion
        """;

    #region VendorsAttribute
    [OAuth2Api("Auth0Orders"), Auth0, ClientCredentials, Audience("https://orders.example.com")]
    public interface IAuth0OrdersApi
    {
        [Get("/orders")]
        Task<string> ListOrders(CancellationToken cancellationToken = default);
    }
    #endregion

    #region VendorsManagement
    [OAuth2Api("Management"), Auth0ManagementApi, ClientCredentials]
    public interface IManagementApi
    {
        [Get("/users/{id}")]
        Task<string> GetUser(string id, CancellationToken cancellationToken = default);
    }
    #endregion

    internal static async Task<TokenSet> UseAsync(string secret)
    {
        #region VendorsRuntime
        using var client = Vendors.Auth0("mytenant.eu").CreateClient(ClientAuthentication.ClientSecretPost("orders-worker", secret));
        var tokens = await client.RequestTokenAsync(new ClientCredentialsGrant { Audience = "https://orders.example.com" });
        #endregion
        return tokens;
    }

    internal static string UseGoogle(string json)
    {
        #region VendorsGoogle
        var account = GoogleServiceAccount.Parse(json);
        using var client = account.CreateClient();
        var policy = new TokenPolicy(client, account.CreateGrant("https://www.googleapis.com/auth/cloud-platform"), "google");
        #endregion
        return policy.Name;
    }

    internal static string UseGitHub(TokenManager manager)
    {
        #region VendorsGitHubApp
        using var source = new GitHubInstallationTokens("Iv23liOrders", SigningKeyFile(), installationId: 42)
        {
            Repositories = ["orders"],
            Permissions = new Dictionary<string, string> { ["contents"] = "read" },
        };
        var policy = new TokenPolicy(source, manager, "github");
        #endregion
        return policy.Name;

        static JwsSigner SigningKeyFile() => SigningKey.Generate("RS256");
    }

    internal static void Register(IServiceCollection services)
    {
        #region VendorsRegister
        services.AddOAuthVendor(new AcmeProfile());
        #endregion
    }

    internal static async Task<string> TestAsync()
    {
        #region VendorsTesting
        await using var server = new TestAuthorizationServer(new() { Vendor = Vendors.GitHub() });
        #endregion
        return server.Address;
    }

    #region VendorsOwn
    public sealed class AcmeProfile : VendorProfile
    {
        private static readonly VendorKey _cluster = new("Cluster", VendorGrammar.PathSegment);

        public AcmeProfile(string? cluster = null)
            : base("Acme", _cluster) => Set(_cluster, cluster);

        public override string Issuer => $"https://{Get(_cluster)}.login.acme.example";

        public override ServerQuirks Quirks => new() { ErrorCodes = new Dictionary<string, string> { ["E401"] = "invalid_client" } };
    }

    public sealed class AcmeAttribute(string? cluster = null) : VendorAttribute
    {
        public string? Cluster { get; } = cluster;

        public override VendorProfile Profile => new AcmeProfile(Cluster);
    }
    #endregion
}
