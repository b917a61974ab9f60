using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OAuthKit.Tests;

/// <summary>The code of docs/configuration.md, compiled and run as far as it goes without a network.</summary>
public sealed class ConfigurationPageTests
{
    private const string ShortForm = """
        #region ConfigurationShort
        {
          "Orders": {
            "BaseAddress": "https://api.example.com/v2/",
            "Issuer": "https://login.example.com",
            "ClientId": "orders-worker"
          }
        }
        #endregion
        """;

    private const string LongForm = """
        #region ConfigurationLong
        {
          "OAuth": {
            "Clients": {
              "contoso": {
                "Issuer": "https://login.contoso.com/",
                "ClientId": "orders-worker"
              }
            },
            "Apis": {
              "Orders": { "Client": "contoso", "BaseAddress": "https://api.contoso.com/v2/", "Scopes": "orders.read" },
              "Stock": { "Client": "contoso", "BaseAddress": "https://stock.contoso.com/", "Resource": [ "https://stock.contoso.com" ] }
            },
            "Tokens": { "RefreshAhead": "00:05:00" }
          }
        }
        #endregion
        """;

    private const string TenantsForm = """
        #region ConfigurationTenantForm
        {
          "OAuth": {
            "Clients": {
              "contoso": {
                "Issuer": "https://login.contoso.com",
                "ClientId": "ledgers-worker",
                "Tenants": {
                  "eu": { "Issuer": "https://eu.login.contoso.com" },
                  "us": { "ClientId": "ledgers-us" }
                }
              }
            },
            "Apis": {
              "Ledgers": { "Client": "contoso", "BaseAddress": "https://ledgers.contoso.com/" }
            }
          }
        }
        #endregion
        """;

    private const string FoundForm = """
        #region ConfigurationFound
        {
          "Found": {
            "BaseAddress": "https://api.example.com",
            "AllowedIssuers": [ "https://login.example.com" ],
            "ClientId": "orders-worker"
          }
        }
        #endregion
        """;

    private const string PrivateKey = """
        #region ConfigurationPrivateKey
        {
          "Orders": {
            "BaseAddress": "https://api.example.com/v2/",
            "Issuer": "https://login.example.com",
            "ClientId": "orders-worker",
            "PrivateKey": { "Path": "/run/secrets/orders.pem", "KeyId": "2026-01" },
            "Profile": "Fapi2SecurityProfile"
          }
        }
        #endregion
        """;

    private const string Tenants = """
        #region ConfigurationTenants
        {
          "Eu": {
            "BaseAddress": "https://eu.example.com",
            "Issuer": "https://login.example.com",
            "ClientId": "orders-eu",
            "SenderConstraint": "MutualTls",
            "Certificate": { "Path": "/run/secrets/eu.pfx" }
          },
          "Us": {
            "BaseAddress": "https://us.example.com",
            "Issuer": "https://login.example.com",
            "ClientId": "orders-us",
            "SenderConstraint": "MutualTls",
            "Certificate": { "Path": "/run/secrets/us.pem", "KeyPath": "/run/secrets/us.key" }
          }
        }
        #endregion
        """;

    private const string EveryKey = """
        #region ConfigurationEveryKey
        {
          "OAuth": {
            "Clients": {
              "contoso": {
                "Issuer": "https://login.contoso.com/",
                "ClientId": "orders-worker",
                "ClientSecret": null,
                "ClientAuthentication": "client_secret_basic",
                "Profile": "None",
                "SenderConstraint": "DPoP",
                "Dpop": { "Algorithm": "ES256" },
                "MetadataAddress": "https://login.internal/.well-known/openid-configuration",
                "Endpoints": { "Token": "https://login.contoso.com/oauth/token" },
                "RedirectUri": "http://127.0.0.1/",
                "PostLogoutRedirectUri": "https://orders.contoso.com/",
                "IdTokens": { "SignedResponseAlg": "ES256" },
                "UserInfoResponses": { "SignedResponseAlg": "ES256" },
                "AuthorizationResponses": { "SignedResponseAlg": "PS256" },
                "Parameters": { "organization": "org_123" },
                "BackchannelTimeout": "00:00:30"
              }
            },
            "Apis": {
              "Orders": {
                "Client": "contoso",
                "BaseAddress": "https://api.contoso.com/v2/",
                "Scopes": "orders.read orders.list",
                "Resource": [ "https://api.contoso.com" ],
                "Audience": "orders",
                "AllowedOrigins": [ "https://files.contoso.com" ]
              }
            },
            "Tokens": {
              "RefreshAhead": "00:05:00",
              "ClockSkew": "00:00:30",
              "DefaultLifetime": "00:05:00",
              "MaxEntries": 10000
            }
          }
        }
        #endregion
        """;

    [Fact]
    public void The_page_shows_this_code() =>
        DocSnippets.Verify("docs/configuration.md", "tests/OAuthKit.Tests/Docs/ConfigurationPageTests.cs");

    [Fact]
    public async Task The_short_form_is_right() =>
        await StartsWith(ShortForm, ("Orders:ClientSecret", "secret"), RegisterShort);

    [Fact]
    public async Task The_long_form_is_right() =>
        await StartsWith(LongForm, ("OAuth:Clients:contoso:ClientSecret", "secret"), RegisterLong);

    [Fact]
    public async Task Every_key_is_right() =>
        await StartsWith(EveryKey, ("OAuth:Clients:contoso:ClientSecret", "secret"), builder =>
        {
            builder.Services.AddOAuthKit(builder.Configuration.GetSection("OAuth"));
            builder.Services.AddOrdersApi();
        });

    [Fact]
    public async Task The_form_of_a_clients_tenants_is_right() =>
        await StartsWith(TenantsForm, ("OAuth:Clients:contoso:ClientSecret", "secret"), builder =>
        {
            builder.Services.AddOAuthKit(builder.Configuration.GetSection("OAuth"));
            builder.Services.AddSingleton<TenantDatabase>().AddSingleton<IClientRegistrationSource, TenantRegistrations>();
        });

    [Fact]
    public async Task The_form_of_tenants_is_right_but_for_its_files()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartsWith(Tenants, ("Eu:ClientSecret", "secret"), builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Us:ClientSecret"] = "secret" });
            RegisterKeyed(builder);
        }));

        Assert.All(error.Failures, fault => Assert.Matches("^(Eu|Us):Certificate(:Path)? ", fault));
    }

    [Fact]
    public async Task The_form_with_a_private_key_is_right_but_for_its_file()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartsWith(PrivateKey, ("Orders:ClientSecret", null), RegisterShort));

        Assert.All(error.Failures, fault => Assert.Matches("^Orders:(PrivateKey:Path isn't right|ClientSecret is missing)", fault));
    }

    [Fact]
    public async Task The_form_without_an_issuer_is_right() =>
        await StartsWith(FoundForm, ("Found:ClientSecret", "secret"), builder => builder.Services.AddFoundApi(builder.Configuration.GetSection("Found")));

    [Fact]
    public async Task What_is_set_in_code_is_right() =>
        await StartsWith("{}", ("Secret", "secret"), RegisterInCode);

    [Fact]
    public async Task What_is_tuned_is_right() =>
        await StartsWith(ShortForm, ("Orders:ClientSecret", "secret"), builder =>
        {
            RegisterShort(builder);
            Tune(builder);
        });

    [Fact]
    public async Task Several_addresses_of_one_API_are_right() =>
        await StartsWith(
            """{ "Eu": { "BaseAddress": "https://eu.example.com", "Issuer": "https://login.example.com", "ClientId": "eu", "ClientSecret": "secret" } }""",
            ("Us:BaseAddress", "https://us.example.com"),
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Us:Issuer"] = "https://login.example.com", ["Us:ClientId"] = "us", ["Us:ClientSecret"] = "secret" });
                RegisterKeyed(builder);
            });

    [Fact]
    public async Task The_example_of_faults_is_what_is_told()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartsWith(
            """{ "Orders": { "BaseAddress": "http://api.example.com", "Authority": "https://login.example.com", "ClientId": "orders-worker" } }""",
            ("Orders:ClientSecret", null),
            RegisterShort));
        var page = await File.ReadAllTextAsync(Repository.PathOf("docs", "configuration.md"), Shop.Cancellation);

        Assert.All(error.Failures, fault => Assert.Contains(fault, page, StringComparison.Ordinal));
        Assert.Equal(4, error.Failures.Count());
    }

    private static void RegisterShort(HostApplicationBuilder builder)
    {
        #region ConfigurationAddShort
        builder.Services.AddOrdersApi(builder.Configuration.GetSection("Orders"));
        #endregion
    }

    private static void RegisterLong(HostApplicationBuilder builder)
    {
        #region ConfigurationAddLong
        builder.Services.AddOAuthKit(builder.Configuration.GetSection("OAuth"));
        builder.Services.AddOrdersApi();
        builder.Services.AddStockApi();
        #endregion
    }

    private static void RegisterInCode(HostApplicationBuilder builder)
    {
        var vault = new { OrdersSecret = "secret" };
        #region ConfigurationInCode
        builder.Services.AddOAuthClient("contoso", client =>
        {
            client.Issuer = "https://login.contoso.com/";
            client.ClientId = "orders-worker";
            client.ClientSecret = ClientSecret.Parse(vault.OrdersSecret);
        });

        builder.Services.AddOrdersApi(api =>
        {
            api.Client = "contoso";
            api.BaseAddress = new Uri("https://api.contoso.com/v2/");
            api.Scopes = ["orders.read"];
        });
        #endregion
        #region ConfigurationTypedClient
        builder.Services
            .AddHttpClient<PaymentsClient>(http => http.BaseAddress = new Uri("https://payments.contoso.com"))
            .AddOAuthToken("contoso", "payments.write");
        #endregion
    }

    private static void RegisterKeyed(HostApplicationBuilder builder)
    {
        #region ConfigurationKeyed
        builder.Services.AddKeyedOrdersApi("eu", builder.Configuration.GetSection("Eu"));
        builder.Services.AddKeyedOrdersApi("us", builder.Configuration.GetSection("Us"));
        #endregion
    }

    private static void Tune(HostApplicationBuilder builder)
    {
        #region ConfigurationRefit
        builder.Services.Configure<OrdersApiOptions>("Orders", api => api.ConfigureRefit = refit => refit.Buffered = true);
        #endregion
        #region ConfigurationBackchannel
        builder.Services.Configure<BackchannelOptions>("Orders", backchannel => backchannel.Handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            Proxy = new System.Net.WebProxy("http://proxy.internal:3128"),
        });
        #endregion
        #region ConfigurationMutualTls
        builder.Services.Configure<MutualTlsHandlerOptions>("Orders", connections => connections.ConfigureHandler = handler =>
            handler.Proxy = new System.Net.WebProxy("http://proxy.internal:3128"));
        #endregion
        #region ConfigurationDanger
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.Configure<OrdersApiOptions>("Orders", api => api.DangerouslyAllowHttp = true);
            builder.Services.Configure<BackchannelOptions>("Orders", backchannel => backchannel.DangerouslyAllowHttp = true);
        }
        #endregion
    }

    private static async Task StartsWith(string json, (string Key, string? Value) secret, Action<HostApplicationBuilder> register)
    {
        var text = string.Join('\n', json.Split('\n').Where(line => !line.StartsWith('#')));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { [secret.Key] = secret.Value });
        register(builder);
        using var host = builder.Build();
        await host.StartAsync(Shop.Cancellation);
        await host.StopAsync(Shop.Cancellation);
    }

    private sealed class PaymentsClient(HttpClient http)
    {
        public Uri? Address => http.BaseAddress;
    }

    #region ConfigurationTenantSource
    public sealed class TenantRegistrations(TenantDatabase database) : IClientRegistrationSource
    {
        public async ValueTask<OAuthClientOptions?> FindAsync(string client, string tenant, CancellationToken cancellationToken) =>
            await database.FindAsync(tenant, cancellationToken) is { } found
                ? new OAuthClientOptions { Issuer = found.Issuer, ClientId = found.ClientId, ClientSecret = ClientSecret.Parse(found.Secret) }
                : null;
    }
    #endregion

    public sealed class TenantDatabase
    {
        private readonly Dictionary<string, TenantRow> _rows = [];

        public Task<TenantRow?> FindAsync(string tenant, CancellationToken cancellationToken) => Task.FromResult(_rows.GetValueOrDefault(tenant));
    }

    public sealed record TenantRow(string Issuer, string ClientId, string Secret);
}
