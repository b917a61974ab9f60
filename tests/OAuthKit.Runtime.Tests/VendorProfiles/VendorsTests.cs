namespace OAuthKit;

public sealed class VendorsTests
{
    private const string Tenant = "9122040d-6c67-4c5b-b112-36a304b66dad";
    private const string Other = "72f988bf-86f1-41af-91ab-2d7cd011db47";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string?, string?, string?> Addresses() => new()
    {
        { "Auth0", "https://mytenant.eu.auth0.com/", null, null },
        { "Auth0ManagementApi", "https://mytenant.eu.auth0.com/", null, null },
        { "EntraId", $"https://login.microsoftonline.com/{Tenant}/v2.0", null, null },
        { "EntraExternalId", $"https://{Tenant}.ciamlogin.com/{Tenant}/v2.0", $"https://contoso.ciamlogin.com/{Tenant}/v2.0/.well-known/openid-configuration", null },
        { "Okta", "https://example.okta.com", null, null },
        { "Keycloak", "https://login.example.com/realms/shop", null, null },
        { "PingFederate", "https://login.example.com", null, "https://login.example.com/as/token.oauth2" },
        { "PingOne", $"https://auth.pingone.eu/{Tenant}/as", null, null },
        { "Cognito", "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI", null, null },
        { "Google", "https://accounts.google.com", null, null },
        { "GitHub", null, null, "https://github.com/login/oauth/access_token" },
    };

    /// <summary>One right value for each key of each vendor.</summary>
    internal static Dictionary<string, string> Values(string vendor) => vendor switch
    {
        "Auth0" or "Auth0ManagementApi" => new() { ["Domain"] = "mytenant.eu" },
        "EntraId" => new() { ["TenantId"] = Tenant, ["Domain"] = "login.microsoftonline.com" },
        "EntraExternalId" => new() { ["Domain"] = "contoso", ["TenantId"] = Tenant },
        "Okta" => new() { ["Domain"] = "example.okta.com" },
        "Keycloak" => new() { ["Domain"] = "login.example.com", ["Realm"] = "shop" },
        "PingFederate" => new() { ["Domain"] = "login.example.com" },
        "PingOne" => new() { ["EnvironmentId"] = Tenant, ["Region"] = "eu" },
        "Cognito" => new() { ["UserPoolId"] = "eu-central-1_AbCdEfGhI", ["Region"] = "eu-central-1" },
        "GitHub" => new() { ["Domain"] = "github.com" },
        _ => [],
    };

    [Fact]
    public void Every_vendor_in_the_box_has_its_address_tested() =>
        Assert.Equal(Vendors.Names, Addresses().Select(row => row.Data.Item1));

    [Theory]
    [MemberData(nameof(Addresses))]
    public void An_address_is_made_of_the_values(string vendor, string? issuer, string? metadataAddress, string? tokenEndpoint)
    {
        var profile = Vendors.Find(vendor)!.With(Values(vendor));

        Assert.Equal((vendor, issuer, metadataAddress, tokenEndpoint), (profile.Name, profile.Issuer, profile.MetadataAddress, profile.Endpoints.Token));
        Assert.Empty(profile.Missing);
        using var server = profile.CreateServer();
        Assert.Equal((issuer, metadataAddress, tokenEndpoint), (server.Issuer, server.MetadataAddress, server.Endpoints.Token));
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Metadata_are_fetched_at_the_exact_address_and_compared(string vendor, string? issuer, string? metadataAddress, string? tokenEndpoint)
    {
        var handler = new StubHandler(request => request.Method == "GET" ? StubHandler.Json(The.Metadata(issuer!)) : StubHandler.Json(The.TokenJson()));
        using var client = Vendors.Find(vendor)!.With(Values(vendor)).CreateClient(ClientAuthentication.ClientSecretBasic("id", The.Secret), new() { Handler = handler });

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(
            tokenEndpoint is null ? [metadataAddress ?? issuer!.TrimEnd('/') + "/.well-known/openid-configuration", The.TokenEndpoint] : [tokenEndpoint],
            handler.Requests.Select(request => request.Url.AbsoluteUri));
    }

    [Theory]
    [InlineData("test", "https://test.auth0.com/")]
    [InlineData("test.eu", "https://test.eu.auth0.com/")]
    [InlineData("TEST.us", "https://test.us.auth0.com/")]
    [InlineData("test.au", "https://test.au.auth0.com/")]
    [InlineData("test.jp", "https://test.jp.auth0.com/")]
    [InlineData("test.eu.auth0.com", "https://test.eu.auth0.com/")]
    [InlineData("https://test.eu.auth0.com", "https://test.eu.auth0.com/")]
    [InlineData("https://test.eu.auth0.com/", "https://test.eu.auth0.com/")]
    [InlineData("login.example.com", "https://login.example.com/")]
    [InlineData("example.com", "https://example.com/")]
    public void S164_The_domain_of_Auth0_is_a_tenant_or_a_host(string domain, string issuer) => Assert.Equal(issuer, Vendors.Auth0(domain).Issuer);

    [Theory]
    [InlineData("ftp://test.eu.auth0.com")]
    [InlineData("")]
    [InlineData("http://test.eu.auth0.com")]
    public void S164_What_is_no_https_host_is_no_domain_of_Auth0(string domain)
    {
        Assert.Equal("Domain", Assert.Throws<ArgumentException>(() => Vendors.Auth0(domain)).ParamName);
        Assert.Throws<ArgumentException>(() => Vendors.Auth0ManagementApi(domain));
    }

    [Fact]
    public void S164_The_audience_of_the_Management_API_is_its_address()
    {
        var profile = Vendors.Auth0ManagementApi("test.eu");

        Assert.Equal("https://test.eu.auth0.com/api/v2/", profile.Audience);
        Assert.Equal(new Uri("https://test.eu.auth0.com/api/v2/"), profile.BaseAddress);
        Assert.Null(Vendors.Auth0("test.eu").Audience);
    }

    [Theory]
    [InlineData("foo.bar")]
    [InlineData("https://foo.bar")]
    public void S165_The_endpoints_of_PingFederate_have_fixed_paths(string domain)
    {
        var endpoints = Vendors.PingFederate(domain).Endpoints;

        Assert.Equal(
            ["https://foo.bar/as/authorization.oauth2", "https://foo.bar/as/token.oauth2", "https://foo.bar/as/revoke_token.oauth2", "https://foo.bar/idp/userinfo.openid",
                "https://foo.bar/as/introspect.oauth2", "https://foo.bar/pf/JWKS", "https://foo.bar/as/device_authz.oauth2", "https://foo.bar/as/clients.oauth2"],
            [endpoints.Authorization, endpoints.Token, endpoints.Revocation, endpoints.UserInfo, endpoints.Introspection, endpoints.Jwks, endpoints.DeviceAuthorization, endpoints.Registration]);
    }

    [Theory]
    [InlineData("foo")]
    [InlineData("ftp://foo.bar")]
    public void S165_What_is_no_https_host_is_no_domain_of_PingFederate(string domain) =>
        Assert.Throws<ArgumentException>(() => Vendors.PingFederate(domain));

    [Fact]
    public async Task Bug11_The_key_of_a_client_of_a_vendor_is_used()
    {
        var handler = new StubHandler(_ => StubHandler.Json(The.TokenJson()));
        var key = Pki.Key("ES256");
        using var client = Vendors.PingFederate("foo.bar").CreateClient(ClientAuthentication.PrivateKeyJwt("id", key), new() { Handler = handler });

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.True(Assert.Single(handler.Requests).ClientAssertion.IsSignedBy(key.ExportPublicJwk()));
    }

    [Fact]
    public void Values_choose_among_the_servers_of_a_vendor()
    {
        Assert.Equal("https://example.okta.com/oauth2/default", Vendors.Okta("example.okta.com", "default").Issuer);
        Assert.Equal("https://example.okta.com/oauth2/ausabc123", Vendors.Okta("Example.okta.com", "ausabc123").Issuer);
        Assert.Equal("https://login.example.com:8443/auth/realms/shop", Vendors.Keycloak("login.example.com:8443/auth", "shop").Issuer);
        Assert.Equal($"https://login.microsoftonline.us/{Tenant}/v2.0", Vendors.EntraId(Tenant.ToUpperInvariant(), domain: "login.microsoftonline.us").Issuer);
        Assert.Equal("https://contoso.ciamlogin.com/" + Tenant + "/v2.0/.well-known/openid-configuration", Vendors.EntraExternalId("contoso.ciamlogin.com", Tenant).MetadataAddress);
        Assert.Equal("https://octo.ghe.com/login/device/code", Vendors.GitHub("octo.ghe.com").Endpoints.DeviceAuthorization);
        Assert.Equal($"https://auth.pingone.com.au/{Tenant}/as", Vendors.PingOne(Tenant, "COM.AU").Issuer);
    }

    [Theory]
    [InlineData("common")]
    [InlineData("organizations")]
    public void R021_A_document_for_many_tenants_lets_the_users_of_named_ones_in(string tenant)
    {
        using var client = Vendors.EntraId(tenant, [Tenant, Other]).CreateClient(The.Basic);

        Assert.Equal("https://login.microsoftonline.com/{tenantid}/v2.0", client.Server.Issuer);
        Assert.Equal($"https://login.microsoftonline.com/{tenant}/v2.0/.well-known/openid-configuration", client.Server.MetadataAddress);
        Assert.Equal([Tenant, Other], client.IdTokens.AllowedTenants);
    }

    [Fact]
    public void R021_Nobody_is_let_in_who_is_not_named()
    {
        using var client = Vendors.EntraId("common").CreateClient(The.Basic);

        Assert.Empty(client.IdTokens.AllowedTenants);
        Assert.Contains("AllowedTenants", Assert.Throws<ArgumentException>(() => Vendors.EntraId(Tenant, [Other])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Vendors.EntraId("consumers"));
        Assert.Throws<ArgumentException>(() => Vendors.EntraId("contoso.onmicrosoft.com"));
    }

    [Fact]
    public async Task R021_An_ID_token_of_Entra_is_that_of_the_tenant_which_it_names()
    {
        using var login = new LoginServer();
        login.Server.Answers["/common/v2.0/.well-known/openid-configuration"] = _ => StubHandler.Json("""{"issuer":"https://login.microsoftonline.com/{tenantid}/v2.0","token_endpoint":"https://login.microsoftonline.com/token","jwks_uri":"https://login.microsoftonline.com/jwks"}""");
        using var client = Vendors.EntraId("common", [Tenant]).CreateClient(The.Basic, login.Server.Options);

        Assert.Equal(Issuer(Tenant), (await ValidateAsync(Issuer(Tenant), Tenant)).Issuer);
        Assert.Equal(OAuthFault.JwtIssuer, (await Assert.ThrowsAsync<OAuthException>(() => ValidateAsync(Issuer(Other), Other))).Code);
        Assert.Equal(OAuthFault.JwtIssuer, (await Assert.ThrowsAsync<OAuthException>(() => ValidateAsync(Issuer(Other), Tenant))).Code);

        Task<IdToken> ValidateAsync(string issuer, string tenant) =>
            client.ValidateIdTokenAsync(EncodedIdToken.Parse(login.IdToken(("iss", $"\"{issuer}\""), ("tid", $"\"{tenant}\""))), LoginServer.Expected, Stop);

        static string Issuer(string tenant) => $"https://login.microsoftonline.com/{tenant}/v2.0";
    }

    [Fact]
    public void A_value_that_is_missing_is_named_where_it_is_needed()
    {
        var profile = Vendors.EntraExternalId("contoso");

        Assert.Equal("TenantId", Assert.Single(profile.Missing).Name);
        Assert.Contains("TenantId of EntraExternalId is missing", Assert.Throws<InvalidOperationException>(() => profile.CreateServer()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => profile.Issuer);
        Assert.Throws<InvalidOperationException>(() => profile.CreateClient(The.Basic));
    }

    [Fact]
    public void Values_that_come_later_complete_a_profile_and_change_nothing_in_it()
    {
        var first = Vendors.Keycloak("login.example.com");
        var second = first.With(new Dictionary<string, string> { ["Domain"] = "evil.example", ["Realm"] = "shop", ["Other"] = "x" });

        Assert.Equal("https://login.example.com/realms/shop", second.Issuer);
        Assert.Single(first.Missing);
        Assert.Equal("Keycloak, Domain login.example.com, Realm shop", second.ToString());
    }

    [Fact]
    public void The_region_of_a_pool_is_the_one_that_is_given()
    {
        Assert.Equal("https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a", Vendors.Cognito("us-east-1_a").Issuer);
        Assert.Contains("another region", Assert.Throws<ArgumentException>(() => Vendors.Cognito("us-east-1_a", "eu-west-1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_finds_its_vendor_whatever_its_case()
    {
        Assert.Equal("GitHub", Vendors.Find("github")!.Name);
        Assert.Null(Vendors.Find("Acme"));
    }
}
