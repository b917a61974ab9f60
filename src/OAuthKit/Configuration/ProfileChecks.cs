namespace OAuthKit;

/// <summary>What the security profile of a client doesn't allow of its other settings, told before the client is made.</summary>
internal static class ProfileChecks
{
    public static void Check(OAuthClientOptions client, ClientAuthentication? authentication, string? issuer, bool allowHttp, OptionsSubject subject, ConfigurationFaults faults)
    {
        if (ProfileRules.Of(client.Profile) is not { } rules)
        {
            return;
        }

        var found = rules.FindContradictions(new ProfileSubject
        {
            Profile = client.Profile,
            Authentication = authentication,
            Issuer = issuer,
            HasGivenEndpoints = ClientFactory.Given(client.Endpoints).Count > 0,
            AllowsHttp = allowHttp,
            Dpop = client.Dpop,
            IdTokens = client.IdTokens,
            UserInfoResponses = client.UserInfoResponses,
            AuthorizationResponses = client.AuthorizationResponses,
        });
        if (client.SenderConstraint == SenderConstraint.None)
        {
            faults.Add(subject.Key("SenderConstraint"), $"contradicts the profile: {client.Profile} takes tokens only that are bound to their sender. Set it to DPoP or MutualTls, or remove it (FAPI 2.0 Security Profile section 5.3.3.1).");
        }

        foreach (var contradiction in found)
        {
            faults.Add(subject.Key(KeyOf(contradiction.Setting)), $"contradicts the profile: {client.Profile} {contradiction.Sentence}.");
        }
    }

    /// <summary>Reads the name of a profile.</summary>
    public static SecurityProfile Read(ConfigurationValue value)
    {
        var profile = SecurityProfile.None;
        value.Text(text =>
        {
            profile = Find(text) ?? throw new ArgumentException($"It isn't one of {nameof(SecurityProfile.None)}, {nameof(SecurityProfile.Fapi2SecurityProfile)}, {nameof(SecurityProfile.Fapi2MessageSigning)}.");
            return text;
        });
        return profile;
    }

    // By hand: a number isn't a name, and nothing is reflected.
    private static SecurityProfile? Find(string text)
    {
        foreach (var profile in (SecurityProfile[])[SecurityProfile.None, SecurityProfile.Fapi2SecurityProfile, SecurityProfile.Fapi2MessageSigning])
        {
            if (string.Equals(profile.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                return profile;
            }
        }

        return null;
    }

    private static string KeyOf(string setting) => setting switch
    {
        nameof(OAuthClient.Authentication) => "ClientAuthentication",
        nameof(AuthorizationServer.Endpoints) => "Endpoints",
        nameof(OAuthClient.IdTokens) or nameof(OAuthClient.UserInfoResponses) or nameof(OAuthClient.AuthorizationResponses) => $"{setting}:SignedResponseAlg",
        nameof(AuthorizationServer.Issuer) => setting,
        // Set in code, or of no key of its own.
        _ => "Profile",
    };
}
