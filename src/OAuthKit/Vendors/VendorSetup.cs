namespace OAuthKit;

/// <summary>
/// The one place where a vendor's profile fills in what options leave out, after all of them have been read and set. What is wrong is
/// left as it is here, and told by its checks.
/// </summary>
internal sealed class VendorSetup : VendorFeature
{
    public override void Read(string key, ConfigurationValue value, OAuthClientOptions client) => VendorSection.Read(key, value, client);

    public override void Apply(OAuthClientOptions client, IEnumerable<VendorProfile> registered) => Apply(client, null, registered);

    public override void Apply(OAuthClientOptions client, OAuthClientOptions tenant, OAuthClientOptions merged, IEnumerable<VendorProfile> registered)
    {
        // By name, or without the values that the tenant gives, since the profile of the client has its own already.
        var isOfClient = tenant.Vendor is null && tenant.VendorName is null;
        merged.VendorName = isOfClient ? client.VendorName : tenant.VendorName;
        merged.Vendor = tenant.Vendor ?? (isOfClient && client.VendorName is null ? client.Vendor?.Without(tenant.VendorValues.Keys) : null);
        if (isOfClient)
        {
            Add(client.VendorValues);
        }

        Add(tenant.VendorValues);
        Apply(merged, null, registered);

        void Add(IDictionary<string, string> values)
        {
            foreach (var (name, value) in values)
            {
                merged.VendorValues[name] = value;
            }
        }
    }

    public override void Apply(OAuthApiOptions api, ApiNeeds needs, NamedClients clients, IEnumerable<VendorProfile> registered)
    {
        if (needs.Discovery is not null)
        {
            return;
        }

        if (api.Client is { } name)
        {
            if (needs.Vendor is not null && clients.Find(name) is { } named)
            {
                FillApi(api, Try(() => needs.Vendor.Profile.With(Known(named.Options))));
            }

            return;
        }

        FillApi(api, Complete(api, needs.Vendor, registered));
        if (HasClient(api, needs))
        {
            Apply(api, needs.Vendor, registered);
        }
    }

    public override bool Check(OAuthClientOptions client, IEnumerable<VendorProfile> registered, OptionsSubject subject, ConfigurationFaults faults) =>
        Check(client, null, registered, subject, faults);

    public override bool Check(OAuthApiOptions api, ApiNeeds needs, NamedClients clients, IEnumerable<VendorProfile> registered, OptionsSubject subject, ConfigurationFaults faults)
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
            return !HasClient(api, needs) || Check(api, needs.Vendor, registered, subject, faults);
        }

        if (needs.Vendor is not null && clients.Find(name) is { } named)
        {
            CheckNamed(needs.Vendor, api, named.Options, subject, faults);
        }

        return true;
    }

    // An API that asks for no token, or has a source of them, needs no client.
    private static bool HasClient(OAuthApiOptions api, ApiNeeds needs) => api.TokenSource is null && (needs.Client ? needs.Vendor is not null || api.StatesClient : api.StatesMoreThanCertificate);

    private static void FillApi(OAuthApiOptions api, VendorProfile? vendor)
    {
        if (vendor is { Missing.Count: 0 })
        {
            api.Audience ??= vendor.Audience;
            api.BaseAddress ??= vendor.BaseAddress;
        }
    }

    private static void Apply(OAuthClientOptions client, VendorAttribute? attribute, IEnumerable<VendorProfile> registered)
    {
        if (Complete(client, attribute, registered) is not { } vendor)
        {
            return;
        }

        client.Vendor = vendor;
        FillServer(client, vendor);
        // A method for a secret is for a client that has a secret, and nothing else.
        if (client is { ClientSecret: not null, PrivateKey: null, ClientAssertionFile: null, Certificate: null })
        {
            client.ClientAuthentication ??= vendor.ClientAuthentication;
        }

        foreach (var (name, value) in vendor.Parameters)
        {
            client.Parameters.TryAdd(name, value);
        }
    }

    private static bool Check(OAuthClientOptions client, VendorAttribute? attribute, IEnumerable<VendorProfile> registered, OptionsSubject subject, ConfigurationFaults faults)
    {
        if (client.VendorName is { } name && Find(name, registered) is null)
        {
            faults.Add(subject.Key("Vendor"), $"names no vendor that is known. The vendors are {string.Join(", ", NamesOf(registered))}.");
            return false;
        }

        VendorProfile? stated = null;
        if (attribute is not null && !Try(() => stated = attribute.Profile, key => $"{key} of [{NameOf(attribute)}]", faults))
        {
            return false;
        }

        stated ??= client.Vendor ?? (client.VendorName is { } known ? Find(known, registered) : null);
        if (stated is null)
        {
            return CheckUnused(client, subject, faults);
        }

        VendorProfile? vendor = null;
        if (!Try(() => vendor = stated.With(Known(client)), key => subject.Key(VendorSection.PathOf(key)), faults))
        {
            return false;
        }

        if (attribute is not null && (client.VendorName ?? client.Vendor?.Name) is { } other && !string.Equals(other, stated.Name, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(subject.Key("Vendor"), $"names another vendor than [{NameOf(attribute)}], by which the API is marked. Remove one of them.");
            return false;
        }

        if (client.Issuer is not null && vendor!.Missing.Count > 0)
        {
            return true;
        }

        foreach (var missing in vendor!.Missing)
        {
            faults.Add(subject.Key(VendorSection.PathOf(missing.Name)), $"is missing, and {vendor.Name} needs it. Give {missing.Grammar.Description}.");
        }

        return vendor.Missing.Count == 0;
    }

    // That an API and the client that it names mean one server.
    private static void CheckNamed(VendorAttribute attribute, OAuthApiOptions api, OAuthClientOptions client, OptionsSubject subject, ConfigurationFaults faults)
    {
        VendorProfile? vendor = null;
        if (!Try(() => vendor = attribute.Profile.With(Known(client)), key => $"{key} of [{NameOf(attribute)}]", faults))
        {
            return;
        }

        if (vendor!.Missing.Count == 0 && vendor.Issuer is { } issuer && client.Issuer is not null && client.Issuer != issuer)
        {
            faults.Add(subject.Key("Client"), $"names the client \"{ServerText.Clean(api.Client)}\", whose issuer is {ServerText.Clean(client.Issuer)}, but the API is marked [{NameOf(attribute)}] with the issuer {issuer}.");
        }
    }

    private static IEnumerable<string> NamesOf(IEnumerable<VendorProfile> registered) => [.. OAuthKit.Vendors.Names, .. registered.Select(static vendor => vendor.Name)];

    // What is faulty is told by Check, which does the same again.
    private static VendorProfile? Complete(OAuthClientOptions client, VendorAttribute? attribute, IEnumerable<VendorProfile> registered) => Try(() =>
    {
        var inPlace = client.Vendor ?? (client.VendorName is { } name ? Find(name, registered) : null);
        var stated = attribute?.Profile ?? inPlace;
        return inPlace is not null && inPlace.Name != stated!.Name ? null : stated?.With(Known(client));
    });

    private static VendorProfile? Try(Func<VendorProfile?> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static void FillServer(OAuthClientOptions client, VendorProfile vendor)
    {
        // An issuer that is given by hand has endpoints of its own.
        client.Quirks = vendor.Quirks;
        if (client.Issuer is not null || vendor.Missing.Count > 0)
        {
            return;
        }

        client.Issuer = vendor.Issuer;
        client.MetadataAddress ??= vendor.MetadataAddress;
        client.Endpoints = Over(client.Endpoints, vendor.Endpoints);
        if (vendor.AllowedTenants is { Count: > 0 } tenants)
        {
            client.IdTokens = (client.IdTokens ?? new IdTokenOptions()).WithTenants(tenants);
        }
    }

    private static ServerEndpoints Over(ServerEndpoints given, ServerEndpoints vendor) => new()
    {
        Token = given.Token ?? vendor.Token,
        Authorization = given.Authorization ?? vendor.Authorization,
        DeviceAuthorization = given.DeviceAuthorization ?? vendor.DeviceAuthorization,
        BackchannelAuthentication = given.BackchannelAuthentication ?? vendor.BackchannelAuthentication,
        PushedAuthorization = given.PushedAuthorization ?? vendor.PushedAuthorization,
        Revocation = given.Revocation ?? vendor.Revocation,
        Introspection = given.Introspection ?? vendor.Introspection,
        UserInfo = given.UserInfo ?? vendor.UserInfo,
        Registration = given.Registration ?? vendor.Registration,
        EndSession = given.EndSession ?? vendor.EndSession,
        Jwks = given.Jwks ?? vendor.Jwks,
    };

    private static bool CheckUnused(OAuthClientOptions client, OptionsSubject subject, ConfigurationFaults faults)
    {
        foreach (var name in client.VendorValues.Keys)
        {
            faults.Add(subject.Key(VendorSection.PathOf(name)), "is given, but no Vendor that it is of. Set Vendor, or give the Issuer in its place.");
        }

        return true;
    }

    private static VendorProfile? Find(string name, IEnumerable<VendorProfile> registered)
    {
        foreach (var vendor in registered)
        {
            if (string.Equals(vendor.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return vendor;
            }
        }

        return OAuthKit.Vendors.Find(name);
    }

    private static System.Collections.ObjectModel.ReadOnlyDictionary<string, string> Known(OAuthClientOptions client) => client.VendorValues.AsReadOnly();

    private static string NameOf(VendorAttribute attribute)
    {
        var name = attribute.GetType().Name;
        return name.EndsWith(nameof(Attribute), StringComparison.Ordinal) ? name[..^nameof(Attribute).Length] : name;
    }

    private static bool Try(Action action, Func<string, string> keyOf, ConfigurationFaults faults)
    {
        try
        {
            action();
            return true;
        }
        catch (ArgumentException e)
        {
            faults.Check(keyOf(e.ParamName ?? "Vendor"), () => throw e);
            return false;
        }
    }
}
