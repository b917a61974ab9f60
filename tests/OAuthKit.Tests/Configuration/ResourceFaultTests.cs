using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OAuthKit.Tests;

/// <summary>The configuration of an API whose authorization server is found in its metadata.</summary>
public sealed class ResourceFaultTests
{
    [Fact]
    public async Task What_is_right_starts_and_contacts_nobody() => Assert.Empty(await FaultsOf());

    [Theory]
    [InlineData("AllowedIssuers:0", null, "AllowedIssuers is missing. Give the authorization servers that the API may name")]
    [InlineData("AllowedIssuers:0", "login.example.com", "AllowedIssuers isn't right: The issuer \"login.example.com\" isn't an absolute https URL")]
    [InlineData("AllowedIssuers:1", "http://login.example.com", "AllowedIssuers isn't right")]
    [InlineData("Issuer", "https://login.example.com", "Issuer is given, but the issuer is found in the metadata of the API (FromResourceMetadata). Move it to AllowedIssuers.")]
    [InlineData("MetadataAddress", "https://login.example.com/m", "MetadataAddress is given, but")]
    [InlineData("Endpoints:Token", "https://login.example.com/t", "Endpoints:Token is given, but")]
    [InlineData("Client", "contoso", "Client names a client, which has an issuer of its own.")]
    [InlineData("ClientId", null, "ClientId is missing.")]
    [InlineData("ClientSecret", null, "ClientSecret is missing.")]
    [InlineData("BaseAddress", null, "BaseAddress is missing.")]
    [InlineData("BaseAddress", "http://api.example.com", "BaseAddress begins with http")]
    [InlineData("Resource", "urn:orders", "Resource isn't right: The resource identifier isn't an absolute https URL")]
    [InlineData("Resource", "https://other.example.com", "Resource isn't the identifier of this API: BaseAddress isn't under it.")]
    [InlineData("Resource", "https://api.example.com https://b.example.com", "Resource has several values, but it is the one identifier")]
    [InlineData("Issuers", "https://login.example.com", "Issuers isn't a key of OAuthKit: use AllowedIssuers.")]
    public async Task A_fault_is_told_at_start(string key, string? value, string fault)
    {
        var faults = await FaultsOf((key, value));

        Assert.StartsWith($"Found:{fault}", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allowed_issuers_of_an_API_with_a_configured_one_are_a_mistake()
    {
        var faults = await FaultsOf(
            builder => builder.Services.AddOrdersApi(builder.Configuration.GetSection("Orders")),
            new()
            {
                ["Orders:BaseAddress"] = "https://api.example.com",
                ["Orders:Issuer"] = "https://login.example.com",
                ["Orders:AllowedIssuers"] = "https://login.example.com",
                ["Orders:ClientId"] = "orders-worker",
                ["Orders:ClientSecret"] = "canary-secret",
            });

        Assert.StartsWith("Orders:AllowedIssuers is given, but nothing is found in the metadata of this API.", Assert.Single(faults), StringComparison.Ordinal);
    }

    private static Task<string[]> FaultsOf(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Found:BaseAddress"] = "https://api.example.com",
            ["Found:AllowedIssuers:0"] = "https://login.example.com",
            ["Found:ClientId"] = "orders-worker",
            ["Found:ClientSecret"] = "canary-secret",
        };
        foreach (var (key, value) in changes)
        {
            settings[$"Found:{key}"] = value;
            if (value is null)
            {
                settings.Remove($"Found:{key}");
            }
        }

        return FaultsOf(builder => builder.Services.AddFoundApi(builder.Configuration.GetSection("Found")), settings);
    }

    private static async Task<string[]> FaultsOf(Action<HostApplicationBuilder> register, Dictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        register(builder);
        using var host = builder.Build();
        try
        {
            await host.StartAsync(Shop.Cancellation);
            await host.StopAsync(Shop.Cancellation);
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
    }
}
