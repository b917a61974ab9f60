namespace OAuthKit;

/// <summary>What the attributes of an API ask of its client.</summary>
internal sealed class ApiNeeds
{
    public ApiNeeds(string api, ApiPolicy[] policies, IssuerDiscovery? discovery, bool mutualTls, VendorAttribute? vendor = null)
    {
        Api = api;
        Discovery = discovery;
        MutualTls = mutualTls;
        Vendor = vendor;
        foreach (var policy in policies)
        {
            Client |= policy.NeedsClient;
            User |= policy.AsksUser;
            Dpop |= policy.Dpop == true;
            NoDpop |= policy.Dpop == false;
        }
    }

    /// <summary>The name of the API.</summary>
    public string Api { get; }

    /// <summary>How the issuer is found; null where it is configured.</summary>
    public IssuerDiscovery? Discovery { get; }

    /// <summary>Whether tokens are asked for at all.</summary>
    public bool Client { get; }

    /// <summary>Whether a user is asked to sign in.</summary>
    public bool User { get; }

    public bool MutualTls { get; }

    /// <summary>The vendor that an attribute names.</summary>
    public VendorAttribute? Vendor { get; }

    /// <summary>Whether there is a policy whose tokens must be bound to a key.</summary>
    public bool Dpop { get; }

    /// <summary>Whether there is a policy whose tokens must not be.</summary>
    public bool NoDpop { get; }

    /// <summary>What the tokens of a policy are bound to: attributes first, then the client.</summary>
    public SenderConstraint ConstraintOf(ApiPolicy policy, OAuthClientOptions client) =>
        MutualTls ? SenderConstraint.MutualTls
        : policy.Dpop == true ? SenderConstraint.Dpop
        : policy.Dpop == false && client.EffectiveConstraint == SenderConstraint.Dpop ? SenderConstraint.None
        : client.EffectiveConstraint;

    /// <summary>Whether the API sees the certificate of its client.</summary>
    public bool ShowsCertificate(OAuthClientOptions client) => MutualTls || client.EffectiveConstraint == SenderConstraint.MutualTls;
}
