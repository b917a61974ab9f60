using System.Runtime.CompilerServices;

namespace OAuthKit;

/// <summary>
/// All that binds the tokens of registered clients to a key or to a certificate. A program that is compiled ahead of time carries
/// it only where its code asks for bound tokens, by an attribute or by options that are set in code.
/// </summary>
internal abstract class TokenBinding
{
    private static TokenBinding? _carried;

    /// <summary>Null in a program that was compiled without it.</summary>
    public static TokenBinding? Available => RuntimeFeature.IsDynamicCodeSupported ? Carry() : Volatile.Read(ref _carried);

    /// <summary>Whoever calls this is why a program carries it.</summary>
    public static TokenBinding Carry() => _carried ??= new SenderTokenBinding();

    public abstract void ReadDpop(ConfigurationValue value, OAuthClientOptions client);

    public abstract void ReadCertificate(ConfigurationValue value, OAuthClientOptions client);

    public abstract OAuthClient CreateClient(OAuthClientOptions options, SenderConstraint constraint, AuthorizationServer server, ClientAuthentication authentication, BackchannelOptions backchannel, TokenManager tokens);

    /// <summary>The primary handler that shows a certificate, to the origins and to no others.</summary>
    /// <param name="services">The services.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="name">The name of the options, that of the API or of the HttpClient.</param>
    /// <param name="origins">The API's addresses.</param>
    public abstract HttpMessageHandler CreateHandler(IServiceProvider services, ClientCertificate certificate, string name, IEnumerable<Uri> origins);
}
