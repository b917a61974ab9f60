namespace OAuthKit;

/// <summary>
/// The one place where a vendor's profile fills in what options leave out, after all of them have been read and set. What is wrong is
/// left as it is here, and told by <see cref="Check"/>.
/// </summary>
internal sealed class VendorSetup(IEnumerable<VendorProfile> registered)
{
    /// <summary>Completes a client.</summary>
    /// <param name="client">The options.</param>
    /// <param name="attribute">What an attribute of its API says; null where it is no client in place.</param>
    public void Apply(OAuthClientOptions client, VendorAttribute? attribute = null)
    {
        if (Complete(client, attribute) is not { } vendor)
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

    /// <summary>Completes an API of the vendor's own, whether its client is given in place or named.</summary>
    public void ApplyToApi(OAuthApiOptions api, VendorAttribute? attribute, OAuthClientOptions client)
    {
        if (attribute is null && api.Client is not null)
        {
            return;
        }

        if (Complete(client, attribute) is { Missing.Count: 0 } vendor)
        {
            api.Audience ??= vendor.Audience;
            api.BaseAddress ??= vendor.BaseAddress;
        }
    }

    /// <summary>What is wrong with a client's vendor.</summary>
    /// <returns>False where its address isn't known for that.</returns>
    public bool Check(OAuthClientOptions client, VendorAttribute? attribute, OptionsSubject subject, ConfigurationFaults faults)
    {
        if (client.VendorName is { } name && Find(name) is null)
        {
            faults.Add(subject.Key("Vendor"), $"names the vendor \"{ServerText.Clean(name)}\", which isn't known. The vendors are {string.Join(", ", Names)}.");
            return false;
        }

        VendorProfile? stated = null;
        if (attribute is not null && !Try(() => stated = attribute.Profile, key => $"{key} of [{NameOf(attribute)}]", faults))
        {
            return false;
        }

        stated ??= client.Vendor ?? (client.VendorName is { } known ? Find(known) : null);
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
            faults.Add(subject.Key("Vendor"), $"is {ServerText.Clean(other)}, but the API is marked as one of {stated.Name}. Remove one of them.");
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

    /// <summary>That an API and the client that it names mean one server.</summary>
    public static void CheckNamed(VendorAttribute? attribute, OAuthApiOptions api, OAuthClientOptions client, OptionsSubject subject, ConfigurationFaults faults)
    {
        VendorProfile? vendor = null;
        if (attribute is null || !Try(() => vendor = attribute.Profile.With(Known(client)), key => $"{key} of [{NameOf(attribute)}]", faults))
        {
            return;
        }

        if (vendor!.Missing.Count == 0 && vendor.Issuer is { } issuer && client.Issuer is not null && client.Issuer != issuer)
        {
            faults.Add(subject.Key("Client"), $"names the client \"{ServerText.Clean(api.Client)}\", whose issuer is {ServerText.Clean(client.Issuer)}, but the API is marked [{NameOf(attribute)}] with the issuer {issuer}.");
        }
    }

    private IEnumerable<string> Names => [.. OAuthKit.Vendors.Names, .. registered.Select(static vendor => vendor.Name)];

    private VendorProfile? Complete(OAuthClientOptions client, VendorAttribute? attribute)
    {
        try
        {
            var inPlace = client.Vendor ?? (client.VendorName is { } name ? Find(name) : null);
            var stated = attribute?.Profile ?? inPlace;
            return inPlace is not null && inPlace.Name != stated!.Name ? null : stated?.With(Known(client));
        }
        catch (ArgumentException)
        {
            // Told by Check, which does the same again.
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

    private VendorProfile? Find(string name)
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
