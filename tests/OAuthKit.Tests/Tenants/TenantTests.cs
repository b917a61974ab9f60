using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

/// <summary>One API, called for tenants of which each has its own registration at its authorization server.</summary>
public sealed class TenantTests
{
    [Fact]
    public async Task A_call_is_made_as_the_client_is_registered_for_its_tenant()
    {
        await using var shop = Open();
        var tenants = Provide(shop);

        await tenants.Me("eu", Shop.Cancellation);
        await tenants.Me("us", Shop.Cancellation);
        await tenants.Me("eu", Shop.Cancellation);
        await tenants.Me(Shop.Cancellation);

        Assert.Equal(["client-eu", "client-us", "client-eu", "orders-worker"], Clients(shop));
        Assert.Equal(3, shop.Login.TokenRequests);
        Assert.All(shop.Login.Token.Requests, asked => Assert.Equal("orders.read", asked.Form["scope"]));
    }

    [Fact]
    public async Task Overloads_that_share_a_route_get_the_tokens_of_their_tenants_and_users()
    {
        await using var shop = Open();
        var tenants = Provide(shop);
        var alice = SubjectTokenTests.User(shop, "alice");

        await tenants.Me(Shop.Cancellation);
        await tenants.Me("eu", Shop.Cancellation);
        await tenants.User("eu", alice, Shop.Cancellation);
        await tenants.User("us", alice, Shop.Cancellation);

        Assert.Equal([("orders-worker", "orders-worker"), ("client-eu", "client-eu"), ("client-eu", "alice"), ("client-us", "alice")], shop.Api.Requests.Select(call => (call.Token?.ClientId, call.Token?.Subject)));
    }

    [Fact]
    public async Task A_client_for_a_tenant_needs_no_tenant_in_its_calls()
    {
        await using var shop = Open();
        var tenants = Provide(shop);
        var alice = SubjectTokenTests.User(shop, "alice");

        await tenants.ForTenant("eu").Me(Shop.Cancellation);
        await tenants.ForTenant("us").OnBehalfOf(alice).User(Shop.Cancellation);
        await tenants.ForTenant("us").WithScopes("x").Me(Shop.Cancellation);
        await tenants.ForTenant("eu").Me("us", Shop.Cancellation);
        await tenants.Me(Shop.Cancellation);

        Assert.Equal(["client-eu", "client-us", "client-us", "client-us", "orders-worker"], Clients(shop));
        Assert.Equal("x", shop.Login.Token.Requests[2].Form["scope"]);
    }

    [Fact]
    public async Task Two_tenants_never_see_each_others_tokens_under_a_thousand_calls_at_once()
    {
        await using var shop = Open();
        var source = new Source(name => name.StartsWith("found-", StringComparison.Ordinal) ? Registration(shop, name) : null);
        var provider = shop.Provide(services =>
        {
            services.AddSingleton<IClientRegistrationSource>(source);
            services.AddTenantsApi(options => Fill(options, shop));
        });
        string[] names = ["eu", "us", .. Enumerable.Range(0, 8).Select(i => $"found-{i}")];
        foreach (var name in names.Skip(2))
        {
            shop.Login.AddClient($"client-{name}", $"secret-{name}");
        }

        var users = names.ToDictionary(name => name, name => SubjectTokenTests.User(shop, $"user-of-{name}"));
        var tenants = provider.GetRequiredService<TenantsApi>();

        var seen = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async i =>
        {
            var name = names[i % names.Length];
            await Task.Yield();
            var sent = (i / names.Length % 4) switch
            {
                0 => await tenants.Me(name, Shop.Cancellation),
                1 => await tenants.ForTenant(name).Me(Shop.Cancellation),
                2 => await tenants.User(name, users[name], Shop.Cancellation),
                _ => await tenants.ForTenant(name).OnBehalfOf(users[name]).User(Shop.Cancellation),
            };
            var token = shop.Login.ReadAccessToken(sent["Bearer ".Length..]);
            return (Expected: (name, i / names.Length % 4 > 1 ? $"user-of-{name}" : $"client-{name}"), Actual: (token.ClientId?["client-".Length..], token.Subject));
        }));

        Assert.All(seen, call => Assert.Equal(call.Expected, call.Actual));
        // One for each tenant itself, and one for its user.
        Assert.Equal(2 * names.Length, shop.Login.TokenRequests);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("EU1")]
    public async Task An_unknown_tenant_is_told_and_nothing_is_sent(string name)
    {
        await using var shop = Open();
        var tenants = Provide(shop);

        var byCall = await Assert.ThrowsAsync<OAuthException>(() => tenants.Me(name, Shop.Cancellation));
        await Assert.ThrowsAsync<OAuthException>(() => tenants.ForTenant(name).Me(Shop.Cancellation));

        Assert.Equal(OAuthFault.TenantUnknown, byCall.Code);
        Assert.Contains($"\"{name}\"", byCall.Message, StringComparison.Ordinal);
        Assert.Equal(0, shop.Login.RequestCount);
        Assert.Empty(shop.Api.Requests);
    }

    [Theory]
    [InlineData("evil.com/#")]
    [InlineData("a/../b")]
    [InlineData("../b")]
    [InlineData("x@y")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("münchen")]
    [InlineData("a b")]
    [InlineData("a\r\nb")]
    [InlineData("")]
    public async Task What_can_not_be_a_name_is_refused_before_it_is_looked_up(string name)
    {
        await using var shop = Open();
        var source = new Source(_ => throw new InvalidOperationException("It was looked up."));
        var tenants = Provide(shop, source: source);

        await Assert.ThrowsAsync<ArgumentException>(() => tenants.Me(name, Shop.Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => tenants.Me(new string('a', 101), Shop.Cancellation));
        Assert.Throws<ArgumentException>(() => tenants.ForTenant(name));

        Assert.Empty(source.Asked);
        Assert.Equal(0, shop.Login.RequestCount);
        Assert.Empty(shop.Api.Requests);
    }

    [Fact]
    public async Task A_call_that_names_no_tenant_is_not_sent()
    {
        await using var shop = Open();
        var tenants = Provide(shop);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => tenants.Me((string?)null, Shop.Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => tenants.ForTenant("eu").Me((string?)null, Shop.Cancellation));

        Assert.Contains("ForTenant", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, shop.Login.RequestCount);
        Assert.Empty(shop.Api.Requests);
    }

    [Fact]
    public async Task A_user_who_signs_in_is_not_one_of_a_tenant()
    {
        await using var shop = Open();
        var tenants = Provide(shop);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => tenants.ForTenant("eu").SignedIn(Shop.Cancellation));

        Assert.Contains("ForTenant", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, shop.Login.RequestCount);
    }

    [Fact]
    public async Task A_tenant_is_found_at_run_time_and_asked_for_again_after_a_while()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var shop = Open(clock);
        shop.Login.AddClient("client-new", "secret-new");
        shop.Login.AddClient("client-moved", "secret-new");
        var registration = Registration(shop, "new");
        var source = new Source(_ => registration);
        var tenants = Provide(shop, source: source, clock: clock);

        await tenants.Me("new", Shop.Cancellation);
        await tenants.Me("new", Shop.Cancellation);
        Assert.Equal(["Tenants/new"], source.Asked);

        clock.Advance(TimeSpan.FromMinutes(6));
        await tenants.Me("new", Shop.Cancellation);
        Assert.Equal(["Tenants/new", "Tenants/new"], source.Asked);
        Assert.Equal(1, shop.Login.TokenRequests);

        registration = new OAuthClientOptions { ClientId = "client-moved", ClientSecret = ClientSecret.Parse("secret-new") };
        clock.Advance(TimeSpan.FromMinutes(6));
        await tenants.Me("new", Shop.Cancellation);
        registration = null!;
        clock.Advance(TimeSpan.FromMinutes(6));
        var gone = await Assert.ThrowsAsync<OAuthException>(() => tenants.Me("new", Shop.Cancellation));

        Assert.Equal(["client-new", "client-new", "client-new", "client-moved"], Clients(shop));
        Assert.Equal(OAuthFault.TenantUnknown, gone.Code);
    }

    [Fact]
    public async Task The_token_of_a_tenant_that_was_found_is_not_renewed_in_the_background()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var shop = Open(clock);
        shop.Login.AddClient("client-new", "secret-new");
        var registration = Registration(shop, "new");
        var tenants = Provide(shop, source: new Source(_ => registration), clock: clock);
        await tenants.Me("new", Shop.Cancellation);

        clock.Advance(TimeSpan.FromMinutes(58));
        await tenants.Me("new", Shop.Cancellation);
        Assert.Equal(1, shop.Login.TokenRequests);

        clock.Advance(TimeSpan.FromMinutes(3));
        await tenants.Me("new", Shop.Cancellation);
        Assert.Equal(2, shop.Login.TokenRequests);
    }

    [Fact]
    public async Task A_tenant_of_the_configuration_is_not_looked_for()
    {
        await using var shop = Open();
        var source = new Source(_ => throw new InvalidOperationException("It was looked up."));
        var tenants = Provide(shop, source: source);

        await tenants.Me("eu", Shop.Cancellation);

        Assert.Empty(source.Asked);
    }

    [Theory]
    [InlineData("http://login.test")]
    [InlineData("https://login.test/#fragment")]
    [InlineData("https://user@login.test")]
    [InlineData("login.test")]
    public async Task A_registration_that_is_faulty_is_told_and_nothing_is_sent(string issuer)
    {
        await using var shop = Open();
        var source = new Source(_ => new OAuthClientOptions { Issuer = issuer, ClientSecret = ClientSecret.Parse("canary-tenant") });
        var tenants = Provide(shop, source: source);

        var error = await Assert.ThrowsAsync<OAuthException>(() => tenants.Me("new", Shop.Cancellation));

        Assert.Equal(OAuthFault.TenantRegistration, error.Code);
        Assert.Contains("Issuer of the tenant \"new\" of the client \"Tenants\"", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, shop.Login.RequestCount);
        Assert.Empty(shop.Api.Requests);
    }

    [Fact]
    public async Task What_the_source_throws_is_thrown_and_nothing_is_sent()
    {
        await using var shop = Open();
        var tenants = Provide(shop, source: new Source(_ => throw new InvalidOperationException("The database is down.")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => tenants.Me("new", Shop.Cancellation));

        Assert.Equal(0, shop.Login.RequestCount);
        Assert.Empty(shop.Api.Requests);
    }

    [Fact]
    public async Task Without_a_container_there_are_no_tenants()
    {
        await using var shop = Open();
        using var client = new OAuthClient(shop.Login.Issuer, ClientAuthentication.ClientSecretBasic("orders-worker", Shop.Secret), new BackchannelOptions { Handler = shop.Login.Handler });
        var tenants = TenantsApi.Create(client, shop.Api.BaseAddress, options => options.SignIn.UserPrompt = new ConsoleUserPrompt(), shop.Api.Handler);

        await Assert.ThrowsAsync<InvalidOperationException>(() => tenants.Me("eu", Shop.Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => tenants.ForTenant("eu").Me(Shop.Cancellation));

        Assert.Equal(0, shop.Login.RequestCount);
    }

    [Fact]
    public async Task A_source_of_ones_own_is_told_the_tenant()
    {
        await using var shop = Open();
        var own = new Own();
        var tenants = Provide(shop, configure: options => options.TokenSource = own);

        Assert.Equal("Bearer of-eu", await tenants.Me("eu", Shop.Cancellation));
        Assert.Equal("Bearer of-us", await tenants.User("us", SubjectToken.Parse("any"), Shop.Cancellation));
        Assert.Equal("Bearer of-eu", await tenants.ForTenant("eu").Me(Shop.Cancellation));
        Assert.Equal("Bearer of-nobody", await tenants.Me(Shop.Cancellation));

        Assert.Equal(0, shop.Login.RequestCount);
    }

    [Fact]
    public async Task The_configuration_has_tenants_by_their_names()
    {
        await using var shop = Open();
        var settings = Settings(shop);
        settings["OAuth:Clients:contoso:Parameters:organization"] = "org_1";
        settings["OAuth:Clients:contoso:Tenants:us:Parameters:organization"] = "org_us";
        var configuration = Shop.Configuration(settings);
        var provider = shop.Provide(services => services.AddSingleton<IUserPrompt>(new ConsoleUserPrompt()).AddOAuthKit(configuration.GetSection("OAuth")).AddTenantsApi(configuration.GetSection("OAuth:Apis:Tenants")));
        var tenants = provider.GetRequiredService<TenantsApi>();

        await tenants.Me("eu", Shop.Cancellation);
        await tenants.Me("us", Shop.Cancellation);
        // A change, as of a rotated secret.
        shop.Login.RemoveClient("client-eu");
        shop.Login.AddClient("client-eu", "rotated");
        configuration["OAuth:Clients:contoso:Tenants:eu:ClientSecret"] = "rotated";
        configuration.Reload();
        shop.Api.RefuseOnce();
        await tenants.Me("eu", Shop.Cancellation);

        Assert.Equal(["client-eu", "client-us", "client-eu", "client-eu"], Clients(shop));
        Assert.Equal(["org_1", "org_us", "org_1"], shop.Login.Token.Requests.Select(asked => asked.Form["organization"]));
    }

    [Theory]
    [InlineData("eu:Issuer", "http://login.test", "OAuth:Clients:contoso:Tenants:eu:Issuer begins with http")]
    [InlineData("eu:Autority", "https://login.test", "OAuth:Clients:contoso:Tenants:eu:Autority")]
    [InlineData("eu:Tenants:us:ClientId", "x", "OAuth:Clients:contoso:Tenants:eu:Tenants")]
    [InlineData("eu:Domain", "evil.com/#", "OAuth:Clients:contoso:Tenants:eu:Domain")]
    [InlineData("evil.com/#:ClientId", "x", "OAuth:Clients:contoso:Tenants has a name that no tenant has")]
    public async Task Faults_of_tenants_are_told_at_start_by_their_keys(string key, string value, string expected)
    {
        await using var shop = Open();
        var settings = Settings(shop);
        settings[$"OAuth:Clients:contoso:Tenants:{key}"] = value;
        var configuration = Shop.Configuration(settings);
        var provider = shop.Provide(services => services.AddSingleton<IUserPrompt>(new ConsoleUserPrompt()).AddOAuthKit(configuration.GetSection("OAuth")).AddTenantsApi(configuration.GetSection("OAuth:Apis:Tenants")));

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(error.Failures, failure => failure.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void The_vendor_of_a_client_takes_the_values_of_a_tenant()
    {
        var client = new OAuthClientOptions { VendorName = "Auth0", ClientId = "a", ClientSecret = ClientSecret.Parse("a") };
        client.VendorValues["Domain"] = "one.eu.auth0.com";
        VendorFeature.Available!.Apply(client, []);
        var tenant = new OAuthClientOptions();
        tenant.VendorValues["Domain"] = "two.eu.auth0.com";

        Assert.Equal("https://one.eu.auth0.com/", client.Issuer);
        Assert.Equal("https://two.eu.auth0.com/", TenantOptions.Over(client, tenant, []).Issuer);
        Assert.Equal("https://own.example/", TenantOptions.Over(client, new OAuthClientOptions { Issuer = "https://own.example/" }, []).Issuer);
    }

    [Fact]
    public void The_vendor_that_code_gives_takes_the_values_of_a_tenant_too()
    {
        var client = new OAuthClientOptions { Vendor = Vendors.Keycloak("login.example.com", "one"), ClientId = "a", ClientSecret = ClientSecret.Parse("a") };
        VendorFeature.Available!.Apply(client, []);
        var tenant = new OAuthClientOptions();
        tenant.VendorValues["Realm"] = "two";

        Assert.Equal("https://login.example.com/realms/one", client.Issuer);
        Assert.Equal("https://login.example.com/realms/two", TenantOptions.Over(client, tenant, []).Issuer);
    }

    [Fact]
    public void The_endpoints_of_one_server_are_none_of_another_and_a_credential_stays_alone()
    {
        var client = new OAuthClientOptions
        {
            Issuer = "https://a.test", ClientId = "a", ClientSecret = ClientSecret.Parse("a"), PreviousClientSecret = ClientSecret.Parse("old"),
            ClientAuthentication = "client_secret_post", MetadataAddress = "https://a.test/metadata", Endpoints = new ServerEndpoints { Token = "https://a.test/token" },
        };

        var elsewhere = TenantOptions.Over(client, new OAuthClientOptions { Issuer = "https://b.test" }, []);
        var same = TenantOptions.Over(client, new OAuthClientOptions { ClientId = "b" }, []);
        var secret = TenantOptions.Over(client, new OAuthClientOptions { ClientSecret = ClientSecret.Parse("b") }, []);
        var file = TenantOptions.Over(client, new OAuthClientOptions { ClientAssertionFile = "/keys/b" }, []);

        Assert.Equal((null, null, "a"), (elsewhere.MetadataAddress, elsewhere.Endpoints.Token, elsewhere.ClientSecret?.Reveal()));
        Assert.Equal(("https://a.test/metadata", "https://a.test/token", "b"), (same.MetadataAddress, same.Endpoints.Token, same.ClientId));
        Assert.Equal(("b", null, "client_secret_post"), (secret.ClientSecret?.Reveal(), secret.PreviousClientSecret, secret.ClientAuthentication));
        Assert.Equal((null, null, null, "/keys/b"), (file.ClientSecret, file.PreviousClientSecret, file.ClientAuthentication, file.ClientAssertionFile));
    }

    [Fact]
    public void No_option_of_a_client_is_forgotten_for_tenants()
    {
        var key = DpopKey.Create();
        var tenant = new OAuthClientOptions
        {
            Issuer = "https://b.test", ClientId = "b", ClientSecret = ClientSecret.Parse("b"), PreviousClientSecret = ClientSecret.Parse("c"), PrivateKey = SigningKey.Generate("ES256"),
            ClientAssertionFile = "/b", ClientAuthentication = "b", SenderConstraint = SenderConstraint.Dpop, Dpop = new DpopOptions { Key = key }, MetadataAddress = "https://b.test/m",
            Endpoints = new ServerEndpoints { Token = "https://b.test/t" }, RedirectUri = "https://b.test/r", PostLogoutRedirectUri = "https://b.test/p", Profile = SecurityProfile.Fapi2SecurityProfile,
            IdTokens = new IdTokenOptions(), UserInfoResponses = new JwtResponseOptions(), AuthorizationResponses = new JwtResponseOptions(), BackchannelTimeout = TimeSpan.FromSeconds(7),
        };

        var merged = TenantOptions.Over(new OAuthClientOptions(), tenant, []);

        foreach (var property in typeof(OAuthClientOptions).GetProperties().Where(property => property.SetMethod is not null && property.Name is not (nameof(OAuthClientOptions.Certificate) or nameof(OAuthClientOptions.Vendor))))
        {
            Assert.NotNull(property.GetValue(tenant));
            Assert.True(Equals(property.GetValue(tenant), property.GetValue(merged)), property.Name);
        }
    }

    private static Shop Open(TimeProvider? clock = null)
    {
        var shop = new Shop(clock);
        shop.Login.AddClient("client-eu", "secret-eu");
        shop.Login.AddClient("client-us", "secret-us");
        return shop;
    }

    private static TenantsApi Provide(Shop shop, IClientRegistrationSource? source = null, TimeProvider? clock = null, Action<TenantsApiOptions>? configure = null) =>
        shop.Provide(services =>
        {
            if (source is not null)
            {
                services.AddSingleton(source);
            }

            if (clock is not null)
            {
                services.AddSingleton(clock);
            }

            services.AddTenantsApi(options =>
            {
                if (configure is null)
                {
                    Fill(options, shop);
                }
                else
                {
                    options.BaseAddress = shop.Api.BaseAddress;
                    configure(options);
                }
            });
        }).GetRequiredService<TenantsApi>();

    private static void Fill(TenantsApiOptions options, Shop shop)
    {
        ApiPolicyTests.Fill(options, shop);
        options.SignIn.UserPrompt = new ConsoleUserPrompt();
        options.Tenants["eu"] = Registration(shop, "eu");
        options.Tenants["us"] = Registration(shop, "us");
    }

    private static Dictionary<string, string?> Settings(Shop shop)
    {
        var settings = shop.LongSettings;
        settings.Remove("OAuth:Apis:Orders:Client");
        settings.Remove("OAuth:Apis:Orders:BaseAddress");
        settings["OAuth:Apis:Tenants:Client"] = "contoso";
        settings["OAuth:Apis:Tenants:BaseAddress"] = shop.Api.Address;
        foreach (var name in new[] { "eu", "us" })
        {
            settings[$"OAuth:Clients:contoso:Tenants:{name}:ClientId"] = $"client-{name}";
            settings[$"OAuth:Clients:contoso:Tenants:{name}:ClientSecret"] = $"secret-{name}";
        }

        return settings;
    }

    private static OAuthClientOptions Registration(Shop shop, string name) => new() { Issuer = shop.Login.Issuer, ClientId = $"client-{name}", ClientSecret = ClientSecret.Parse($"secret-{name}") };

    private static IEnumerable<string?> Clients(Shop shop) => shop.Api.Requests.Select(call => call.Token?.ClientId);

    private sealed class Source(Func<string, OAuthClientOptions?> find) : IClientRegistrationSource
    {
        public List<string> Asked { get; } = [];

        public async ValueTask<OAuthClientOptions?> FindAsync(string client, string tenant, CancellationToken cancellationToken)
        {
            lock (Asked)
            {
                Asked.Add($"{client}/{tenant}");
            }

            await Task.Yield();
            return find(tenant);
        }
    }

    private sealed class Own : TokenSource
    {
        private readonly string _tenant = "nobody";

        public Own()
        {
        }

        private Own(string tenant) => _tenant = tenant;

        protected override TokenSource For(RequestedToken requested) => requested.Tenant is { } tenant ? new Own(tenant) : this;

        protected override Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken) => Task.FromResult(new TokenSet(AccessToken.Parse($"of-{_tenant}")));
    }
}
