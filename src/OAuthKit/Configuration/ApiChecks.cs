namespace OAuthKit;

/// <summary>What must hold for the options of an API, wherever they come from. No network.</summary>
internal static class ApiChecks
{
    public static void Check(OAuthApiOptions api, OptionsSubject subject, ConfigurationFaults faults)
    {
        CheckBaseAddress(api, subject.Key("BaseAddress"), faults);
        foreach (var origin in api.AllowedOrigins)
        {
            CheckAddress(origin, subject.Key("AllowedOrigins"), api.DangerouslyAllowHttp, faults);
        }

        faults.Check(subject.Key("Scopes"), () => ScopeText.Validate(api.Scope));
        faults.Check(subject.Key("Resource"), () => ResourceIndicator.Validate(api.Resource));
    }

    public static void CheckClient(OAuthApiOptions api, bool hasVendor, OptionsSubject subject, ApiNeeds needs, OAuthConfiguration configuration, bool allowHttp, ConfigurationFaults faults)
    {
        // The client isn't used, so it may be another environment's.
        if (api.TokenSource is not null)
        {
            return;
        }

        if (needs is { Discovery: { } discovery, Client: true })
        {
            discovery.Check(api, subject, allowHttp, faults);
            return;
        }

        if (api.AllowedIssuers.Count > 0)
        {
            faults.Add(subject.Key("AllowedIssuers"), "is given, but nothing is found in the metadata of this API. Set FromResourceMetadata at its [OAuth2Api], or give the Issuer.");
        }

        var key = subject.Key("Client");
        if (api.Client is { } name)
        {
            if (api.StatesClient)
            {
                faults.Add(key, "names a client, but one is given in place as well. Remove one of them.");
            }
            else if (configuration.FindClientName(name) is null)
            {
                faults.Add(key, $"names the client \"{ServerText.Clean(name)}\", which isn't registered.{UnknownClient.Suggest(name, configuration.ClientNames)}");
            }
        }
        else if (needs.Client ? api.StatesClient : api.StatesMoreThanCertificate)
        {
            ClientChecks.Check(api, hasVendor, subject, allowHttp, faults);
        }
        else if (needs.Client)
        {
            faults.Add(key, "is missing, and no client is given in place either. Name one of OAuth:Clients, or give Issuer, ClientId and ClientSecret here.");
        }
    }

    /// <summary>For an API that sees a certificate, which http has no place for.</summary>
    public static void CheckForCertificate(OAuthApiOptions api, OptionsSubject subject, ConfigurationFaults faults)
    {
        if (api.BaseAddress is { IsAbsoluteUri: true } address && address.Scheme == Uri.UriSchemeHttp)
        {
            faults.Add(subject.Key("BaseAddress"), "begins with http, but the client shows its certificate in TLS (RFC 8705 section 3).");
        }

        foreach (var origin in api.AllowedOrigins)
        {
            if (origin.IsAbsoluteUri && origin.Scheme == Uri.UriSchemeHttp)
            {
                faults.Add(subject.Key("AllowedOrigins"), "begins with http, but the client shows its certificate in TLS (RFC 8705 section 3).");
            }
        }
    }

    private static void CheckBaseAddress(OAuthApiOptions api, string key, ConfigurationFaults faults)
    {
        if (api.BaseAddress is not { } address)
        {
            faults.Add(key, "is missing. Give the address of the API, an absolute https URL.");
            return;
        }

        CheckAddress(address, key, api.DangerouslyAllowHttp, faults);
        if (address.IsAbsoluteUri && (address.Query.Length > 0 || address.Fragment.Length > 0))
        {
            faults.Add(key, "has a query or a fragment, which would be lost. Give the address without it.");
        }
    }

    private static void CheckAddress(Uri address, string key, bool allowHttp, ConfigurationFaults faults)
    {
        if (!address.IsAbsoluteUri || address.Host.Length == 0 || address.UserInfo.Length > 0)
        {
            faults.Add(key, "isn't an absolute https URL without user information.");
        }
        else if (!EndpointUrl.IsSecure(address, allowHttp))
        {
            faults.Add(key, address.Scheme == Uri.UriSchemeHttp
                ? "begins with http, but a token travels by https only (RFC 6750 section 5.3). For an API on this machine set DangerouslyAllowHttp in code."
                : "isn't an absolute https URL without user information.");
        }
    }
}
