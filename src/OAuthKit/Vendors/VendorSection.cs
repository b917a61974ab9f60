namespace OAuthKit;

/// <summary>The keys by which a client's vendor is configured.</summary>
internal static class VendorSection
{
    private const string Vendor = "Vendor";
    private const string AllowedTenants = "AllowedTenants";
    private const string VendorValues = "VendorValues";

    public static ConfigurationKey[] Keys { get; } =
    [
        new VendorSectionKey(Vendor),
        new VendorSectionKey("Domain"),
        new VendorSectionKey("TenantId"),
        new VendorSectionKey(AllowedTenants, ConfigurationShape.List),
        new VendorSectionKey("Realm"),
        new VendorSectionKey("Region"),
        new VendorSectionKey("UserPoolId"),
        new VendorSectionKey("EnvironmentId"),
        new VendorSectionKey("AuthorizationServerId"),
        new VendorSectionKey(VendorValues, ConfigurationShape.Map),
    ];

    /// <summary>Where a value stands: at a key of its own, or among those of other vendors.</summary>
    public static string PathOf(string name) => Array.Exists(Keys, key => key.Name == name) ? name : $"{VendorValues}:{name}";

    public static void Read(string key, ConfigurationValue value, OAuthClientOptions client)
    {
        switch (key)
        {
            case Vendor:
                client.VendorName = value.Text();
                break;
            case VendorValues:
                value.Map(client.VendorValues);
                break;
            default:
                var text = key == AllowedTenants ? string.Join(' ', value.List()) : value.Text();
                if (!string.IsNullOrEmpty(text))
                {
                    client.VendorValues[key] = text;
                }

                break;
        }
    }
}
