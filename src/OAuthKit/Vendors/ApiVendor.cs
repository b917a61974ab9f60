namespace OAuthKit;

/// <summary>The vendor of an API: that of its client in place, or that which its attribute names beside a client that has a name.</summary>
internal static class ApiVendor
{
    public static void Apply(VendorSetup vendors, OAuthApiOptions api, ApiNeeds needs, NamedClients clients)
    {
        if (needs.Discovery is not null)
        {
            return;
        }

        if (api.Client is { } name)
        {
            if (needs.Vendor is not null && clients.Find(name) is { } named)
            {
                vendors.ApplyToApi(api, needs.Vendor, named.Options);
            }

            return;
        }

        vendors.ApplyToApi(api, needs.Vendor, api);
        if (HasClient(api, needs))
        {
            vendors.Apply(api, needs.Vendor);
        }
    }

    /// <returns>False where the address of the client in place isn't known, because of its vendor.</returns>
    public static bool Check(VendorSetup vendors, OAuthApiOptions api, ApiNeeds needs, NamedClients clients, OptionsSubject subject, ConfigurationFaults faults)
    {
        if (needs.Discovery is not null)
        {
            if (needs.Vendor is not null || api.Vendor is not null || api.VendorName is not null)
            {
                faults.Add(subject.Key("Vendor"), "is given, but the authorization server is found in the metadata of the API (FromResourceMetadata). Remove it.");
            }

            return true;
        }

        if (api.Client is not { } name)
        {
            return !HasClient(api, needs) || vendors.Check(api, needs.Vendor, subject, faults);
        }

        if (needs.Vendor is not null && clients.Find(name) is { } named)
        {
            VendorSetup.CheckNamed(needs.Vendor, api, named.Options, subject, faults);
        }

        return true;
    }

    // An API that asks for no token needs none.
    private static bool HasClient(OAuthApiOptions api, ApiNeeds needs) => needs.Client ? needs.Vendor is not null || api.StatesClient : api.StatesMoreThanCertificate;
}
