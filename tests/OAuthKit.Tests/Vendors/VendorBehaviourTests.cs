using Microsoft.Extensions.DependencyInjection;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

/// <summary>Each vendor by its attribute, through the container, against a server that behaves as one of the vendor's.</summary>
public sealed class VendorBehaviourTests
{
    private const string Tenant = "9122040d-6c67-4c5b-b112-36a304b66dad";

    [Fact]
    public async Task Auth0_gives_a_JWT_for_the_audience_and_an_opaque_token_without_one()
    {
        await using var rig = new VendorRig(Vendors.Auth0("mytenant.eu"));
        var token = await rig.Get<IAuth0StockApi>((services, section) => services.AddAuth0StockApi(section), ("Domain", "mytenant.eu")).Stock(Shop.Cancellation);

        Assert.Equal("https://mytenant.eu.auth0.com/", rig.Login.Issuer);
        Assert.Equal(3, token.Split('.').Length);
        Assert.Equal(["https://stock.example.com"], rig.TokenRequest.Form.GetAll("audience"));
        Assert.Equal("client_secret_post", rig.TokenRequest.ClientAuthenticationMethod);

        using var client = Vendors.Auth0("mytenant.eu").CreateClient(ClientAuthentication.ClientSecretPost("orders-worker", Shop.Secret), new() { Handler = rig.Login.Handler });
        var opaque = await client.RequestTokenAsync(new ClientCredentialsGrant(), Shop.Cancellation);
        Assert.DoesNotContain('.', opaque.AccessToken.Reveal());
    }

    [Fact]
    public async Task The_Management_API_of_Auth0_is_where_its_audience_is()
    {
        await using var rig = new VendorRig(Vendors.Auth0("mytenant.eu"), "https://mytenant.eu.auth0.com");
        rig.Login.Map("GET", "/api/v2/users", request => TestResponse.Text(request.Headers["Authorization"]!["Bearer ".Length..]));
        var api = rig.Get<IAuth0UsersApi>((services, section) => services.AddAuth0UsersApi(section), ("Domain", "mytenant.eu"), ("BaseAddress", ""));

        Assert.Equal(3, (await api.Users(Shop.Cancellation)).Split('.').Length);
        Assert.Equal(["https://mytenant.eu.auth0.com/api/v2/"], rig.TokenRequest.Form.GetAll("audience"));
    }

    [Fact]
    public async Task Entra_ID_takes_the_default_scope_of_an_API_and_a_secret_in_the_body()
    {
        await using var rig = new VendorRig(Vendors.EntraId(Tenant));
        await rig.Get<IEntraStockApi>((services, section) => services.AddEntraStockApi(section), ("TenantId", Tenant)).Stock(Shop.Cancellation);

        Assert.Equal($"https://login.microsoftonline.com/{Tenant}/v2.0", rig.Login.Issuer);
        Assert.Equal("client_secret_post", rig.TokenRequest.ClientAuthenticationMethod);
        Assert.Equal("api://stock/.default", rig.TokenRequest.Form["scope"]);

        using var client = Vendors.EntraId(Tenant).CreateClient(ClientAuthentication.ClientSecretPost("orders-worker", Shop.Secret), new() { Handler = rig.Login.Handler });
        var e = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(new ClientCredentialsGrant { Scope = "api://stock/read" }, Shop.Cancellation));
        Assert.Equal("invalid_scope", e.Error);
    }

    [Fact]
    public async Task R021_Entra_ID_lets_the_users_of_allowed_tenants_in()
    {
        await using var rig = new VendorRig(Vendors.EntraId("common", [Tenant]));
        var services = rig.Provide(
            (services, section) => services.AddOAuthClient("entra", section),
            ("Vendor", "EntraId"), ("TenantId", "common"), ("AllowedTenants", Tenant), ("BaseAddress", ""));
        var client = services.GetRequiredKeyedService<OAuthClient>("entra");

        Assert.Equal("https://login.microsoftonline.com/{tenantid}/v2.0", client.Server.Issuer);
        Assert.Equal([Tenant], client.IdTokens.AllowedTenants);
        Assert.Equal("https://login.microsoftonline.com/{tenantid}/v2.0", (await client.Server.GetMetadataAsync(Shop.Cancellation)).Issuer);
    }

    [Fact]
    public async Task Entra_External_ID_has_its_metadata_under_the_name_and_its_issuer_under_the_GUID()
    {
        await using var rig = new VendorRig(Vendors.EntraExternalId("contoso", Tenant));
        await rig.Get<IExternalStockApi>((services, section) => services.AddExternalStockApi(section), ("TenantId", Tenant)).Stock(Shop.Cancellation);

        Assert.Equal("https://contoso.ciamlogin.com", rig.Login.Address);
        Assert.Equal($"https://{Tenant}.ciamlogin.com/{Tenant}/v2.0", rig.Login.Issuer);
    }

    [Fact]
    public async Task Okta_has_the_authorization_server_that_the_attribute_names()
    {
        await using var rig = new VendorRig(Vendors.Okta("example.okta.com", "default"));
        await rig.Get<IOktaStockApi>((services, section) => services.AddOktaStockApi(section), ("Domain", "example.okta.com")).Stock(Shop.Cancellation);

        Assert.Equal("https://example.okta.com/oauth2/default", rig.Login.Issuer);
        Assert.Equal("https://example.okta.com/oauth2/default/token", rig.TokenRequest.Uri.AbsoluteUri);
    }

    [Fact]
    public async Task Keycloak_has_its_realm_under_its_path()
    {
        await using var rig = new VendorRig(Vendors.Keycloak("login.example.com:8443/auth", "shop"));
        await rig.Get<IKeycloakStockApi>((services, section) => services.AddKeycloakStockApi(section)).Stock(Shop.Cancellation);

        Assert.Equal("https://login.example.com:8443/auth/realms/shop", rig.Login.Issuer);
        Assert.Equal(1, rig.Login.OpenIdDiscovery.RequestCount);
    }

    [Fact]
    public async Task PingFederate_needs_no_metadata()
    {
        await using var rig = new VendorRig(Vendors.PingFederate("login.example.com"));
        await rig.Get<IPingFederateStockApi>((services, section) => services.AddPingFederateStockApi(section), ("Domain", "login.example.com")).Stock(Shop.Cancellation);

        Assert.Equal("https://login.example.com/as/token.oauth2", rig.TokenRequest.Uri.AbsoluteUri);
        Assert.Equal(0, rig.Login.OpenIdDiscovery.RequestCount);
    }

    [Fact]
    public async Task PingOne_has_its_environment_in_the_path()
    {
        await using var rig = new VendorRig(Vendors.PingOne(Tenant, "eu"));
        await rig.Get<IPingOneStockApi>((services, section) => services.AddPingOneStockApi(section), ("EnvironmentId", Tenant)).Stock(Shop.Cancellation);

        Assert.Equal($"https://auth.pingone.eu/{Tenant}/as", rig.Login.Issuer);
    }

    [Fact]
    public async Task Cognito_names_its_endpoints_in_the_metadata_of_the_pool()
    {
        await using var rig = new VendorRig(Vendors.Cognito("eu-central-1_AbCdEfGhI"));
        await rig.Get<ICognitoStockApi>((services, section) => services.AddCognitoStockApi(section), ("UserPoolId", "eu-central-1_AbCdEfGhI"), ("Region", "eu-central-1")).Stock(Shop.Cancellation);

        Assert.Equal("https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI", rig.Login.Issuer);
        Assert.Equal(1, rig.Login.OpenIdDiscovery.RequestCount);
    }

    [Fact]
    public async Task Google_is_one_server()
    {
        await using var rig = new VendorRig(Vendors.Google());
        await rig.Get<IGoogleStockApi>((services, section) => services.AddGoogleStockApi(section)).Stock(Shop.Cancellation);

        Assert.Equal("https://accounts.google.com", rig.Login.Issuer);
    }

    [Fact]
    public async Task GitHub_answers_in_JSON_where_that_is_asked_for_and_errors_have_status_200()
    {
        await using var rig = new VendorRig(Vendors.GitHub());
        var services = rig.Provide((services, section) => services.AddGitHubStockApi(section));
        await services.GetRequiredService<IGitHubStockApi>().Stock(Shop.Cancellation);

        Assert.Equal("https://github.com/login/oauth/access_token", rig.TokenRequest.Uri.AbsoluteUri);
        Assert.Equal("client_secret_post", rig.TokenRequest.ClientAuthenticationMethod);
        Assert.Equal(0, rig.Login.OpenIdDiscovery.RequestCount);

        using var client = Vendors.GitHub().CreateClient(ClientAuthentication.ClientSecretPost("orders-worker", "wrong"), new() { Handler = rig.Login.Handler });
        var e = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(new ClientCredentialsGrant(), Shop.Cancellation));
        Assert.Equal(("invalid_client", "incorrect_client_credentials", 200), (e.Error, e.OriginalError, e.StatusCode));

        using var right = Vendors.GitHub().CreateClient(ClientAuthentication.ClientSecretPost("orders-worker", Shop.Secret), new() { Handler = rig.Login.Handler });
        Assert.Equal("repo gist", (await right.RequestTokenAsync(new ClientCredentialsGrant { Scope = "repo gist" }, Shop.Cancellation)).Scope);
    }

    [Fact]
    public async Task A_GitHub_that_is_not_asked_for_JSON_answers_with_a_form()
    {
        await using var rig = new VendorRig(Vendors.GitHub());
        using var http = new HttpClient(rig.Login.Handler, disposeHandler: false);
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "orders-worker"), new("client_secret", Shop.Secret), new("scope", "repo gist")]);

        using var response = await http.PostAsync(new Uri("https://github.com/login/oauth/access_token"), form, Shop.Cancellation);

        Assert.Equal("application/x-www-form-urlencoded", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("scope=repo%2Cgist", await response.Content.ReadAsStringAsync(Shop.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vendor_of_ones_own_works_like_those_in_the_box()
    {
        await using var rig = new VendorRig(new AcmeProfile("eu"));
        await rig.Get<IAcmeStockApi>((services, section) => services.AddAcmeStockApi(section)).Stock(Shop.Cancellation);

        Assert.Equal("https://eu.acme.example/oauth/", rig.Login.Issuer);
        Assert.Equal(("gold", "client_secret_post"), (rig.TokenRequest.Form["plan"], rig.TokenRequest.ClientAuthenticationMethod));
    }

    [Fact]
    public async Task A_vendor_of_ones_own_is_known_to_the_configuration_where_it_is_registered()
    {
        await using var rig = new VendorRig(new AcmeProfile("us"));
        var services = rig.Provide(
            (services, section) => services.AddOAuthVendor(new AcmeProfile()).AddOAuthClient("acme", section),
            ("Vendor", "acme"), ("VendorValues:Cluster", "us"), ("BaseAddress", ""));

        await services.GetRequiredKeyedService<OAuthClient>("acme").RequestTokenAsync(new ClientCredentialsGrant(), Shop.Cancellation);

        Assert.Equal("https://us.acme.example/oauth/token", rig.TokenRequest.Uri.AbsoluteUri);
    }

    [Fact]
    public async Task Create_asks_for_the_audience_of_the_vendors_own_API()
    {
        await using var rig = new VendorRig(Vendors.Auth0("mytenant.eu"));
        using var client = Vendors.Auth0("mytenant.eu").CreateClient(ClientAuthentication.ClientSecretPost("orders-worker", Shop.Secret), new() { Handler = rig.Login.Handler });
        await Auth0StockApi.Create(client, new Uri("https://api.test"), handler: rig.Login.Handler).Stock(Shop.Cancellation);

        Assert.Equal("https://stock.example.com", rig.TokenRequest.Form["audience"]);
    }
}
