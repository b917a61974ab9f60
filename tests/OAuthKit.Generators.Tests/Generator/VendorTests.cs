namespace OAuthKit.Generators.Tests;

public sealed class VendorTests
{
    [Fact]
    public void Auth0() => Generated.Matches(Source("Auth0(\"mytenant.eu\"), Audience(\"orders\")"));

    [Fact]
    public void Auth0ManagementApi() => Generated.Matches(Source("Auth0ManagementApi"));

    [Fact]
    public void EntraId() => Generated.Matches(Source("EntraId(\"common\", AllowedTenants = new[] { \"9122040d-6c67-4c5b-b112-36a304b66dad\" }, Domain = \"login.microsoftonline.us\"), Scopes(\"api://orders/.default\")"));

    [Fact]
    public void EntraExternalId() => Generated.Matches(Source("EntraExternalId(\"contoso\", TenantId = \"9122040d-6c67-4c5b-b112-36a304b66dad\")"));

    [Fact]
    public void Okta() => Generated.Matches(Source("Okta(AuthorizationServerId = \"default\")"));

    [Fact]
    public void Keycloak() => Generated.Matches(Source("Keycloak(\"login.example.com\", Realm = \"shop\")"));

    [Fact]
    public void PingFederate() => Generated.Matches(Source("PingFederate(\"login.example.com\")"));

    [Fact]
    public void PingOne() => Generated.Matches(Source("PingOne(Region = \"eu\")"));

    [Fact]
    public void Cognito() => Generated.Matches(Source("Cognito(\"eu-central-1_a\")"));

    [Fact]
    public void Google() => Generated.Matches(Source("Google"));

    [Fact]
    public void GitHub() => Generated.Matches(Source("GitHub(domain: null)"));

    [Fact]
    public void A_vendor_of_ones_own_is_made_again_with_all_its_constants() => Generated.Matches("""
        namespace Shop;

        public enum Plan { Silver, Gold }

        public abstract class AcmeBaseAttribute : VendorAttribute;

        [System.AttributeUsage(System.AttributeTargets.Interface)]
        public sealed class AcmeAttribute(string cluster, params int[] ports) : AcmeBaseAttribute
        {
            public string Cluster { get; } = cluster;

            public int[] Ports { get; } = ports;

            public Plan Plan { get; set; }

            public System.Type? Kind { get; set; }

            public override VendorProfile Profile => throw new System.NotSupportedException();
        }

        [OAuth2Api("Things"), ClientCredentials, Acme("eu\"", 1, 2, Plan = Plan.Gold, Kind = typeof(string))]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();
        }
        """);

    [Fact]
    public void A_vendor_is_inherited_and_replaced() => Generated.Matches("""
        namespace Shop;

        [Keycloak("one.example.com")]
        public interface IBase
        {
            [Get("/a")]
            Task<string> A();
        }

        [Keycloak("two.example.com")]
        public interface IMiddle : IBase;

        [OAuth2Api("Things"), ClientCredentials]
        public interface IThingsApi : IMiddle;

        [OAuth2Api("Others"), ClientCredentials, Okta("example.okta.com")]
        public interface IOthersApi : IMiddle;
        """);

    private static string Source(string vendor) => $$"""
        namespace Shop;

        [OAuth2Api("Things"), ClientCredentials, {{vendor}}]
        public interface IThingsApi
        {
            [Get("/a")]
            Task<string> A();
        }
        """;
}
