namespace OAuthKit;

/// <summary>The keys by which a client's vendor is configured.</summary>
internal static class VendorSection
{
    public static ConfigurationKey[] Keys { get; } =
    [
        new KeyOf<OAuthClientOptions>("Vendor", ConfigurationShape.Text, static (value, client) => client.VendorName = value.Text()),
        Key("Domain"),
        Key("TenantId"),
        new KeyOf<OAuthClientOptions>("AllowedTenants", ConfigurationShape.List, static (value, client) => Set(client, "AllowedTenants", value.List() is { Count: > 0 } tenants ? string.Join(' ', tenants) : null)),
        Key("Realm"),
        Key("Region"),
        Key("UserPoolId"),
        Key("EnvironmentId"),
        Key("AuthorizationServerId"),
        new KeyOf<OAuthClientOptions>("VendorValues", ConfigurationShape.Map, static (value, client) => value.Map(client.VendorValues)),
    ];

    /// <summary>Where a value stands: at a key of its own, or among those of other vendors.</summary>
    public static string PathOf(string name) => Array.Exists(Keys, key => key.Name == name) ? name : $"VendorValues:{name}";

    private static KeyOf<OAuthClientOptions> Key(string name) =>
        new(name, ConfigurationShape.Text, (value, client) => Set(client, name, value.Text()));

    private static void Set(OAuthClientOptions client, string name, string? value)
    {
        if (value is not null)
        {
            client.VendorValues[name] = value;
        }
    }
}
