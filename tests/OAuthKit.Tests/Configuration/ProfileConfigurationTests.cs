using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OAuthKit.Tests;

/// <summary>The security profile of a configured client.</summary>
public sealed class ProfileConfigurationTests
{
    private const string Path = "OAuth:Clients:contoso:";

    [Theory]
    [InlineData("Fapi2SecurityProfile")]
    [InlineData("fapi2messagesigning")]
    public void What_contradicts_a_profile_is_told_at_once_by_its_keys(string profile)
    {
        var faults = FaultsOf(("Profile", profile), ("IdTokens:SignedResponseAlg", "RS256"), ("Endpoints:Token", "https://login.contoso.com/token"));

        Assert.Equal(3, faults.Length);
        Assert.Contains(faults, fault => fault.StartsWith($"{Path}ClientAuthentication contradicts the profile: Fapi2", StringComparison.Ordinal) && fault.Contains("doesn't allow client_secret_basic: use private_key_jwt", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith($"{Path}IdTokens:SignedResponseAlg contradicts the profile: Fapi2", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith($"{Path}Endpoints contradicts the profile: Fapi2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("FAPI2")]
    [InlineData("1")]
    public void Another_name_is_a_fault(string profile) =>
        Assert.StartsWith($"{Path}Profile isn't right: It isn't one of None, Fapi2SecurityProfile, Fapi2MessageSigning.", Assert.Single(FaultsOf(("Profile", profile))), StringComparison.Ordinal);

    [Fact]
    public void None_contradicts_nothing()
    {
        using var services = Services(("Profile", "none"));

        Assert.Equal(SecurityProfile.None, services.GetRequiredKeyedService<OAuthClient>("contoso").Profile);
    }

    private static string[] FaultsOf(params (string Key, string Value)[] values)
    {
        using var services = Services(values);
        return [.. Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate()).Failures];
    }

    private static ServiceProvider Services(params (string Key, string Value)[] values)
    {
        var all = new Dictionary<string, string?> { [Path + "Issuer"] = "https://login.contoso.com/", [Path + "ClientId"] = "orders-worker", [Path + "ClientSecret"] = "secret" };
        foreach (var (key, value) in values)
        {
            all[Path + key] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        var services = new ServiceCollection();
        services.AddOAuthKit(configuration.GetSection("OAuth"));
        return services.BuildServiceProvider();
    }
}
