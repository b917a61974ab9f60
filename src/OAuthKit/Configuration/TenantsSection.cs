namespace OAuthKit;

/// <summary>The key <c>Tenants</c> of a client: by the name of each tenant the keys of a client that it has in place of the client's own.</summary>
internal static class TenantsSection
{
    public const string Name = "Tenants";

    public static ConfigurationTable Table { get; } = new(ClientSection.OwnKeys, ClientSection.Advice);

    public static void Read(ConfigurationValue value, OAuthClientOptions client)
    {
        if (!string.IsNullOrEmpty(value.Section.Value))
        {
            value.Add("is a text, but names with sections are meant.");
        }

        foreach (var section in value.Section.GetChildren())
        {
            if (!TenantName.IsValid(section.Key))
            {
                value.Add($"has a name that no tenant has. {TenantName.Rule}");
                continue;
            }

            var tenant = new OAuthClientOptions();
            value.Of(section).Read(Table, tenant);
            client.Tenants[section.Key] = tenant;
        }
    }
}
