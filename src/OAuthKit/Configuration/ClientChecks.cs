namespace OAuthKit;

/// <summary>What must hold for the options of a client, wherever they come from. No network.</summary>
internal static class ClientChecks
{
    private static readonly string[] _methods =
    [
        AuthenticationMethods.ClientSecretBasic, AuthenticationMethods.ClientSecretPost, AuthenticationMethods.None,
        // Those that not every program carries.
        AuthenticationMethods.ClientSecretJwt, AuthenticationMethods.PrivateKeyJwt, AuthenticationMethods.TlsClientAuth, AuthenticationMethods.SelfSignedTlsClientAuth,
    ];

    /// <param name="client">The client.</param>
    /// <param name="hasVendor">Whether its vendor is right, or it has none; else its issuer is missing for that.</param>
    /// <param name="subject">What it is.</param>
    /// <param name="allowHttp">Whether the server may be reached by http.</param>
    /// <param name="faults">What is wrong.</param>
    public static void Check(OAuthClientOptions client, bool hasVendor, OptionsSubject subject, bool allowHttp, ConfigurationFaults faults)
    {
        if (hasVendor || client.Issuer is not null)
        {
            CheckIssuer(client, subject, allowHttp, faults);
        }

        CheckUrl(client.MetadataAddress, subject.Key("MetadataAddress"), allowHttp, faults);
        CheckEndpoints(client.Endpoints, subject, allowHttp, faults);
        if (client.MetadataAddress is not null && client.Issuer is null)
        {
            faults.Add(subject.Key("Issuer"), "is missing: the document at MetadataAddress must name it.");
        }

        ClientFeatures.Available?.Check(client, subject, faults);
        var authentication = CheckClient(client, subject, faults);
        if (client.Profile != SecurityProfile.None)
        {
            ClientFeatures.Available!.CheckProfile(client, authentication, client.Issuer, allowHttp, subject, faults);
        }
    }

    /// <summary>The client alone, wherever its server is.</summary>
    /// <returns>How it authenticates; null where that is faulty.</returns>
    public static ClientAuthentication? CheckClient(OAuthClientOptions client, OptionsSubject subject, ConfigurationFaults faults)
    {
        if (string.IsNullOrEmpty(client.ClientId))
        {
            faults.Add(subject.Key("ClientId"), "is missing. Give the identifier that the authorization server issued.");
        }
        else if (Secret.HasControl(client.ClientId))
        {
            faults.Add(subject.Key("ClientId"), "has a control character, such as a line break at its end.");
        }

        ClientAuthentication? authentication = null;
        if (CheckAuthentication(client, subject, faults) && !string.IsNullOrEmpty(client.ClientId) && !Secret.HasControl(client.ClientId))
        {
            // A secret may be too short for its method, for example.
            faults.Check(subject.Key(client.PrivateKey is null ? "ClientSecret" : "PrivateKey"), () => authentication = ClientFactory.CreateAuthentication(client));
            if (authentication is not null && client.StatesResponses)
            {
                ClientFeatures.Available!.CheckResponses(client, authentication, subject, faults);
            }
        }

        foreach (var (name, value) in client.Parameters)
        {
            faults.Check(subject.Key($"Parameters:{name}"), () => ReservedParameters.Check(new Dictionary<string, string> { [name] = value }));
        }

        if (client.BackchannelTimeout <= TimeSpan.Zero)
        {
            faults.Add(subject.Key("BackchannelTimeout"), "must be above zero.");
        }

        return authentication;
    }

    private static void CheckIssuer(OAuthClientOptions client, OptionsSubject subject, bool allowHttp, ConfigurationFaults faults)
    {
        var key = subject.Key("Issuer");
        if (string.IsNullOrEmpty(client.Issuer))
        {
            if (client.Endpoints.Token is null)
            {
                faults.Add(key, "is missing. Give the authorization server exactly as it names itself, or its Endpoints:Token where it publishes no metadata.");
            }

            return;
        }

        CheckUrl(client.Issuer, key, allowHttp, faults);
        if (client.Issuer.Contains('?'))
        {
            faults.Add(key, "has a query, which an issuer can't have (RFC 8414 section 2).");
        }
    }

    private static void CheckEndpoints(ServerEndpoints endpoints, OptionsSubject subject, bool allowHttp, ConfigurationFaults faults)
    {
        foreach (var (name, url) in ClientFactory.Given(endpoints))
        {
            CheckUrl(url, subject.Key($"Endpoints:{name}"), allowHttp, faults);
        }
    }

    private static void CheckUrl(string? url, string key, bool allowHttp, ConfigurationFaults faults)
    {
        if (url is null || EndpointUrl.TryParse(url, allowHttp, out _))
        {
            return;
        }

        faults.Add(key, url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            ? "begins with http, but secrets and tokens travel by https only. For a server on this machine set BackchannelOptions.DangerouslyAllowHttp in code."
            : "isn't an absolute https URL without user information and fragment.");
    }

    private static bool CheckAuthentication(OAuthClientOptions client, OptionsSubject subject, ConfigurationFaults faults)
    {
        var key = subject.Key("ClientAuthentication");
        var method = client.ClientAuthentication is null ? 0 : Array.IndexOf(_methods, client.ClientAuthentication);
        if (method < 0)
        {
            faults.Add(key, $"isn't one of {string.Join(", ", _methods)}.");
            return false;
        }

        if (ClientFeatures.Available is { } features)
        {
            return features.CheckCredential(client, subject, faults);
        }

        if (method > Array.IndexOf(_methods, AuthenticationMethods.None))
        {
            faults.Add(key, $"can't be {client.ClientAuthentication} in this program, whose project sets OAuthKitMinimalClients. Remove that.");
            return false;
        }

        var isPublic = client.ClientAuthentication == AuthenticationMethods.None;
        if (isPublic != (client.ClientSecret is null))
        {
            faults.Add(isPublic ? key : subject.Key("ClientSecret"), isPublic
                ? "is none, but there is a ClientSecret too. Remove one of them."
                : $"is missing. {subject.SecretAdvice("ClientSecret")} For a client without a secret set ClientAuthentication to none.");
            return false;
        }

        return true;
    }
}
