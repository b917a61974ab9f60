namespace OAuthKit;

/// <summary>Makes the clients of tenants, for all clients of a container.</summary>
internal sealed class TenantFactory(IClientRegistrationSource? source, TimeProvider time, Func<string, OAuthClientOptions, bool, ConfiguredClient> create, Action<string, OAuthClientOptions, OptionsSubject, ConfigurationFaults> check, IEnumerable<VendorProfile> vendors)
{
    /// <summary>Finds tenants that aren't in the options of their client; null where nobody does.</summary>
    public IClientRegistrationSource? Source => source;

    public TimeProvider Time => time;

    public ConfiguredClient Create(string client, string tenant, OAuthClientOptions options, OAuthClientOptions registration, bool isFound)
    {
        var merged = TenantOptions.Over(options, registration, vendors);
        var faults = new ConfigurationFaults();
        check(client, merged, new OptionsSubject(null, $"the tenant \"{tenant}\" of the client \"{client}\""), faults);
        return faults.Texts.Count == 0
            ? create(client, merged, isFound)
            : throw new OAuthException(OAuthFault.TenantRegistration, $"The registration of a tenant is faulty, so nothing was sent. {string.Join(" ", faults.Texts)}");
    }
}
