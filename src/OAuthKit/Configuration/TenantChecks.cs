namespace OAuthKit;

/// <summary>What must hold for the tenants of a client. No network.</summary>
internal static class TenantChecks
{
    public static void Check(OAuthClientOptions client, OptionsSubject subject, BackchannelOptions backchannel, IEnumerable<VendorProfile> vendors, ConfigurationFaults faults)
    {
        foreach (var (name, tenant) in client.Tenants)
        {
            var ofTenant = subject.Under($"{TenantsSection.Name}:{name}");
            if (!TenantName.IsValid(name))
            {
                faults.Add(subject.Key(TenantsSection.Name), $"has a name that no tenant has. {TenantName.Rule}");
            }
            else if (tenant.Tenants.Count > 0)
            {
                faults.Add(ofTenant.Key(TenantsSection.Name), "is given, but a tenant has none of its own.");
            }
            else
            {
                CheckMerged(TenantOptions.Over(client, tenant, vendors), ofTenant, backchannel, vendors, faults);
            }
        }
    }

    /// <summary>The client as it is registered for a tenant.</summary>
    public static void CheckMerged(OAuthClientOptions merged, OptionsSubject subject, BackchannelOptions backchannel, IEnumerable<VendorProfile> vendors, ConfigurationFaults faults)
    {
        ClientChecks.Check(merged, VendorFeature.Available?.Check(merged, vendors, subject, faults) ?? true, subject, backchannel.DangerouslyAllowHttp, faults);
        ClientFeatures.Available?.CheckConstraint(merged, subject, backchannel, faults);
    }
}
