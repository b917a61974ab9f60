namespace OAuthKit;

/// <summary>
/// How the issuer of an API is found that isn't configured. Behind this type stands all that only such APIs need: a program
/// without one doesn't carry it when it is trimmed.
/// </summary>
internal abstract class IssuerDiscovery
{
    /// <summary>Checks the options of the API and of its client. No network.</summary>
    public abstract void Check(OAuthApiOptions api, OptionsSubject subject, bool allowHttp, ConfigurationFaults faults);

    /// <summary>Gives the tokens of one registration that are bound alike their policies, which have the name.</summary>
    public abstract Func<TokenGrant, TokenPolicy> CreatePolicies(IServiceProvider services, OptionsSource source, SenderConstraint constraint, string name);
}
