namespace OAuthKit;

/// <summary>What must hold for the options of a client, wherever they come from. No network.</summary>
internal static class ClientChecks
{
    private static readonly string[] _methods = [AuthenticationMethods.ClientSecretBasic, AuthenticationMethods.ClientSecretPost, AuthenticationMethods.None];
    private static readonly string[] _laterMethods = ["client_secret_jwt", "private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth"];

    public static void Check(OAuthClientOptions client, OptionsSubject subject, bool allowHttp, ConfigurationFaults faults)
    {
        CheckIssuer(client, subject, allowHttp, faults);
        CheckUrl(client.MetadataAddress, subject.Key("MetadataAddress"), allowHttp, faults);
        CheckUrl(client.TokenEndpoint, subject.Key("Endpoints:Token"), allowHttp, faults);
        if (client.MetadataAddress is not null && client.Issuer is null)
        {
            faults.Add(subject.Key("Issuer"), "is missing: the document at MetadataAddress must name it.");
        }

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
            authentication = ClientFactory.CreateAuthentication(client);
            if (client.StatesResponses)
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
            if (client.TokenEndpoint is null)
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
        if (client.ClientAuthentication is { } method && Array.IndexOf(_methods, method) < 0)
        {
            faults.Add(key, Array.IndexOf(_laterMethods, method) >= 0
                ? $"is {method}, which isn't supported by this version of OAuthKit."
                : $"isn't one of {string.Join(", ", _methods)}.");
            return false;
        }

        if (client.ClientAuthentication == AuthenticationMethods.None)
        {
            if (client.ClientSecret is not null)
            {
                faults.Add(key, "is none, but there is a ClientSecret too. Remove one of them.");
            }

            return client.ClientSecret is null;
        }

        if (client.ClientSecret is null)
        {
            faults.Add(subject.Key("ClientSecret"), $"is missing. {subject.SecretAdvice("ClientSecret")} For a client without a secret set ClientAuthentication to none.");
        }

        return client.ClientSecret is not null;
    }
}
