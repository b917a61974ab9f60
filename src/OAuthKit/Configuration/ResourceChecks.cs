namespace OAuthKit;

/// <summary>What must hold for the client of an API whose authorization server is found in the API's metadata. No network.</summary>
internal static class ResourceChecks
{
    /// <summary>The one configured resource, else the address as it was configured.</summary>
    public static string IdentifierOf(OAuthApiOptions api) => api.Resource.Count == 1 ? api.Resource[0] : api.BaseAddress!.OriginalString;

    public static void Check(OAuthApiOptions api, OptionsSubject subject, bool allowHttp, ConfigurationFaults faults)
    {
        CheckIssuers(api, subject, allowHttp, faults);
        CheckIdentifier(api, subject, allowHttp, faults);
        Refuse(api.Client, subject.Key("Client"), "names a client, which has an issuer of its own. Give ClientId and ClientSecret here.", faults);
        Refuse(api.Issuer, subject.Key("Issuer"), "is given, but the issuer is found in the metadata of the API (FromResourceMetadata). Move it to AllowedIssuers.", faults);
        Refuse(api.MetadataAddress, subject.Key("MetadataAddress"), "is given, but the authorization server is found in the metadata of the API (FromResourceMetadata). Remove it.", faults);
        foreach (var (name, url) in ClientFactory.Given(api.Endpoints))
        {
            Refuse(url, subject.Key($"Endpoints:{name}"), "is given, but the authorization server is found in the metadata of the API (FromResourceMetadata). Remove it.", faults);
        }

        if (api.Client is null)
        {
            var authentication = ClientChecks.CheckClient(api, subject, faults);
            if (api.Profile != SecurityProfile.None)
            {
                // The issuer is found in the metadata of the API.
                ClientFeatures.Available!.CheckProfile(api, authentication, api.AllowedIssuers.Count > 0 ? api.AllowedIssuers[0] : "", allowHttp, subject, faults);
            }
        }
    }

    private static void CheckIssuers(OAuthApiOptions api, OptionsSubject subject, bool allowHttp, ConfigurationFaults faults)
    {
        var key = subject.Key("AllowedIssuers");
        if (api.AllowedIssuers.Count == 0)
        {
            faults.Add(key, "is missing. Give the authorization servers that the API may name, exactly as they name themselves: none is contacted that isn't listed (RFC 9728 section 7.6).");
        }

        foreach (var issuer in api.AllowedIssuers)
        {
            faults.Check(key, () => IssuerIdentifier.Validate(issuer, allowHttp, nameof(issuer)));
        }
    }

    // The metadata are fetched over the back channel, whatever the API itself may be reached by.
    private static void CheckIdentifier(OAuthApiOptions api, OptionsSubject subject, bool allowHttp, ConfigurationFaults faults)
    {
        if (api.Resource.Count > 1)
        {
            faults.Add(subject.Key("Resource"), "has several values, but it is the one identifier by which the metadata of the API are found (RFC 9728 section 3). Give that, or none where it is BaseAddress.");
        }
        else if (api.BaseAddress is not null || api.Resource.Count == 1)
        {
            faults.Check(subject.Key(api.Resource.Count == 1 ? "Resource" : "BaseAddress"), () => ResourceIdentifier.Validate(IdentifierOf(api), allowHttp, nameof(api)));
            // The token of another API would be sent to this one.
            if (api is { Resource.Count: 1, BaseAddress.IsAbsoluteUri: true } && EndpointUrl.TryParse(api.Resource[0], allowHttp, out var identifier) && !RequestedResource.IsUnder(identifier, api.BaseAddress))
            {
                faults.Add(subject.Key("Resource"), "isn't the identifier of this API: BaseAddress isn't under it.");
            }
        }
    }

    private static void Refuse(string? value, string key, string sentence, ConfigurationFaults faults)
    {
        if (value is not null)
        {
            faults.Add(key, sentence);
        }
    }
}
