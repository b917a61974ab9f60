using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>What must hold for the way in which a client's tokens are bound. No network.</summary>
internal static class SenderConstraintChecks
{
    private const string Constraint = "SenderConstraint";
    private const string Certificate = "Certificate";

    private static readonly SenderConstraint[] _constraints = [SenderConstraint.None, SenderConstraint.Dpop, SenderConstraint.MutualTls];

    public static SenderConstraint? Read(ConfigurationValue value)
    {
        foreach (var constraint in _constraints)
        {
            if (string.Equals(value.Text(), NameOf(constraint), StringComparison.OrdinalIgnoreCase))
            {
                return constraint != SenderConstraint.None && ClientFeatures.Find(value) is null ? null : constraint;
            }
        }

        if (value.Text() is not null)
        {
            value.Add("isn't one of None, DPoP, MutualTls.");
        }

        return null;
    }

    /// <summary>The client alone.</summary>
    public static void Check(OAuthClientOptions client, OptionsSubject subject, BackchannelOptions backchannel, ConfigurationFaults faults)
    {
        if (client is { SenderConstraint: null, Dpop: not null, Certificate: not null })
        {
            faults.Add(subject.Key(Constraint), "is missing: there are both Dpop and Certificate, and tokens are bound to one of them. Set it to DPoP or MutualTls.");
        }

        if (client.EffectiveConstraint == SenderConstraint.MutualTls)
        {
            CheckCertificate(client, subject, backchannel, "SenderConstraint is MutualTls", faults);
        }
    }

    /// <summary>The client for what the attributes of an API ask of it. What they say wins over silence, and doesn't argue with a word.</summary>
    public static void Check(ApiNeeds needs, OAuthClientOptions client, OptionsSubject subject, BackchannelOptions backchannel, ConfigurationFaults faults)
    {
        var stated = client.SenderConstraint;
        if (needs.MutualTls)
        {
            if (stated is not (null or SenderConstraint.MutualTls))
            {
                faults.Add(subject.Key(Constraint), $"is {NameOf(stated)}, but [MutualTls] at the API \"{needs.Api}\" asks for tokens that are bound to a certificate. Set it to MutualTls, or remove it.");
            }

            CheckCertificate(client, subject, backchannel, $"the API \"{needs.Api}\" is marked [MutualTls]", faults);
            return;
        }

        if (needs.Dpop && stated is not (null or SenderConstraint.Dpop))
        {
            faults.Add(subject.Key(Constraint), $"is {NameOf(stated)}, but [Dpop] at the API \"{needs.Api}\" asks for tokens that are bound to a key. Set it to DPoP, or remove it.");
        }

        if (needs.NoDpop && stated == SenderConstraint.Dpop)
        {
            faults.Add(subject.Key(Constraint), $"is DPoP, but [Dpop(false)] at the API \"{needs.Api}\" asks for tokens that are bound to no key. Remove one of them.");
        }
        else if (needs.NoDpop && client.Profile != SecurityProfile.None && client.EffectiveConstraint == SenderConstraint.Dpop)
        {
            faults.Add(subject.Key("Profile"), $"takes tokens only that are bound to their sender, but [Dpop(false)] at the API \"{needs.Api}\" asks for tokens that are bound to no key. Remove one of them.");
        }
    }

    private static void CheckCertificate(OAuthClientOptions client, OptionsSubject subject, BackchannelOptions backchannel, string why, ConfigurationFaults faults)
    {
        if (client.Certificate is null)
        {
            faults.Add(subject.Key(Certificate), $"is missing, but {why}. Give the file of the client's certificate (Certificate:Path), or one of a store (Certificate:Thumbprint).");
        }
        else if (backchannel.Handler is not null)
        {
            faults.Add(subject.Key(Certificate), "can't be shown to the authorization server: BackchannelOptions.Handler is set, whose connections are its own. Use BackchannelOptions.ConfigureHandler in its place.");
        }
    }

    private static string NameOf(SenderConstraint? constraint) => constraint switch
    {
        SenderConstraint.Dpop => "DPoP",
        SenderConstraint.MutualTls => "MutualTls",
        _ => "None",
    };
}
