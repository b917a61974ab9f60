using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>
/// What most registered clients don't need: credentials other than a secret, tokens that are bound to a key or a certificate,
/// security profiles, and ID tokens and other responses that are signed otherwise than by default. A program that is compiled ahead
/// of time and sets <c>OAuthKitMinimalClients</c> in its project carries it only where its code asks for it, by an attribute or by
/// options that are set in code.
/// </summary>
internal abstract class ClientFeatures
{
    private static ClientFeatures? _carried;

    /// <summary>Whether only that is carried which the code asks for. The linker knows the answer.</summary>
    [FeatureSwitchDefinition("OAuthKit.MinimalClients")]
    internal static bool IsMinimal => AppContext.TryGetSwitch("OAuthKit.MinimalClients", out var isMinimal) && isMinimal;

    /// <summary>Null in a program that was compiled without it.</summary>
    public static ClientFeatures? Available => IsMinimal ? Volatile.Read(ref _carried) : Carry();

    /// <summary>What reads a value of the configuration. Where it isn't carried, that is a fault: what was configured is never left out in silence.</summary>
    public static ClientFeatures? Find(ConfigurationValue value)
    {
        var features = Available;
        if (features is null && value.Section.Exists())
        {
            value.Add("can't be configured in this program, whose project sets OAuthKitMinimalClients. Remove that, or set this option of the client in code.");
        }

        return features;
    }

    /// <summary>Whoever calls this is why a program carries it.</summary>
    public static ClientFeatures Carry() => _carried ??= new AllClientFeatures();

    /// <summary>Reads a key of a client.</summary>
    public abstract void Read(string key, ConfigurationValue value, OAuthClientOptions client);

    /// <summary>What must hold for the other keys of these.</summary>
    public abstract void Check(OAuthClientOptions client, OptionsSubject subject, ConfigurationFaults faults);

    /// <summary>Gives the client of a tenant what the tenant's options say, and else those of the client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="credential">That of both whose credential it is.</param>
    /// <param name="merged">The client of the tenant.</param>
    public abstract void Merge(OAuthClientOptions client, OAuthClientOptions tenant, OAuthClientOptions credential, OAuthClientOptions merged);

    /// <summary>What must hold for the binding of a client's tokens. Without these features nothing binds them, and nothing says so.</summary>
    public abstract void CheckConstraint(OAuthClientOptions client, OptionsSubject subject, BackchannelOptions backchannel, ConfigurationFaults faults);

    /// <summary>The same for what the attributes of an API ask for.</summary>
    public abstract void CheckConstraint(ApiNeeds needs, OAuthClientOptions client, OptionsSubject subject, BackchannelOptions backchannel, ConfigurationFaults faults);

    /// <summary>What the security profile of a client doesn't allow.</summary>
    public abstract void CheckProfile(OAuthClientOptions client, ClientAuthentication? authentication, string? issuer, bool allowHttp, OptionsSubject subject, ConfigurationFaults faults);

    /// <summary>What a client finds in its options for responses when it is made, told before.</summary>
    public abstract void CheckResponses(OAuthClientOptions client, ClientAuthentication authentication, OptionsSubject subject, ConfigurationFaults faults);

    /// <summary>Whether what the client has to prove itself by is one of a kind, and fits its method.</summary>
    public abstract bool CheckCredential(OAuthClientOptions client, OptionsSubject subject, ConfigurationFaults faults);

    /// <summary>Gives the clock and the log of the container to what reads files.</summary>
    public abstract void Adopt(OAuthClientOptions client, BackchannelOptions backchannel);

    /// <summary>The methods beyond the secret that is sent as it is.</summary>
    public abstract ClientAuthentication CreateAuthentication(OAuthClientOptions client);

    public abstract OAuthClient CreateClient(OAuthClientOptions options, SenderConstraint constraint, AuthorizationServer server, ClientAuthentication authentication, BackchannelOptions backchannel, TokenManager tokens);

    /// <summary>The primary handler that shows a certificate, to the origins and to no others.</summary>
    /// <param name="services">The services.</param>
    /// <param name="certificate">The certificate; null where only tenants have one.</param>
    /// <param name="name">The name of the options, that of the API or of the HttpClient.</param>
    /// <param name="origins">The API's addresses.</param>
    public abstract HttpMessageHandler CreateHandler(IServiceProvider services, ClientCertificate? certificate, string name, IEnumerable<Uri> origins);
}
