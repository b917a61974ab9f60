namespace OAuthKit;

/// <summary>
/// What vendors need of a registration. A program that is compiled ahead of time and has to be small
/// (<see cref="ClientFeatures.IsMinimal"/>) carries it only where its code names a vendor.
/// </summary>
internal abstract class VendorFeature
{
    private static VendorFeature? _carried;

    /// <summary>Null in a program that was compiled without it.</summary>
    public static VendorFeature? Available => ClientFeatures.IsMinimal ? Volatile.Read(ref _carried) : Carry();

    /// <summary>Whoever calls this is why a program carries it.</summary>
    public static VendorFeature Carry() => _carried ??= new VendorSetup();

    /// <summary>Reads a key of a client.</summary>
    public abstract void Read(string key, ConfigurationValue value, OAuthClientOptions client);

    /// <summary>Completes a client that has a name.</summary>
    public abstract void Apply(OAuthClientOptions client, IEnumerable<VendorProfile> registered);

    /// <summary>Completes the client of a tenant, whose own options may name a vendor or values of one.</summary>
    public abstract void Apply(OAuthClientOptions client, OAuthClientOptions tenant, OAuthClientOptions merged, IEnumerable<VendorProfile> registered);

    /// <summary>Completes an API, and its client in place.</summary>
    public abstract void Apply(OAuthApiOptions api, ApiNeeds needs, NamedClients clients, IEnumerable<VendorProfile> registered);

    /// <summary>What is wrong with a client's vendor.</summary>
    /// <returns>False where the address of the server isn't known for that.</returns>
    public abstract bool Check(OAuthClientOptions client, IEnumerable<VendorProfile> registered, OptionsSubject subject, ConfigurationFaults faults);

    /// <summary>The same for an API.</summary>
    public abstract bool Check(OAuthApiOptions api, ApiNeeds needs, NamedClients clients, IEnumerable<VendorProfile> registered, OptionsSubject subject, ConfigurationFaults faults);
}
