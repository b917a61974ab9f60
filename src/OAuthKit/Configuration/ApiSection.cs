namespace OAuthKit;

/// <summary>The keys of <c>OAuth:Apis:{name}</c>, and of the section of an API with its client in place.</summary>
internal static class ApiSection
{
    public static ConfigurationTable Table { get; } = new(
        [
            new KeyOf<OAuthApiOptions>("Client", ConfigurationShape.Text, static (value, api) => api.Client = value.Text()),
            new KeyOf<OAuthApiOptions>("BaseAddress", ConfigurationShape.Text, static (value, api) => api.BaseAddress = value.Address()),
            new KeyOf<OAuthApiOptions>("Scopes", ConfigurationShape.List, static (value, api) => api.Scopes = value.List()),
            new KeyOf<OAuthApiOptions>("Resource", ConfigurationShape.List, static (value, api) => api.Resource = value.List()),
            new KeyOf<OAuthApiOptions>("Audience", ConfigurationShape.Text, static (value, api) => api.Audience = value.Text()),
            new KeyOf<OAuthApiOptions>("AllowedOrigins", ConfigurationShape.List, static (value, api) => api.AllowedOrigins = value.Addresses()),
            new KeyOf<OAuthApiOptions>("AllowedIssuers", ConfigurationShape.List, static (value, api) => api.AllowedIssuers = value.List()),
            .. ClientSection.Keys,
        ],
        new(
            ClientFeatures.IsMinimal ? "" : """
            ClientName=Client
            ClientRegistration=Client
            BaseUrl=BaseAddress
            BaseUri=BaseAddress
            Url=BaseAddress
            Uri=BaseAddress
            Address=BaseAddress
            Host=BaseAddress
            Endpoint=BaseAddress
            ApiUrl=BaseAddress
            Scope=Scopes
            Resources=Resource
            Audiences=Audience
            Aud=Audience
            Origins=AllowedOrigins
            Issuers=AllowedIssuers
            AuthorizationServers=AllowedIssuers
            """,
            ClientSection.Later, ClientFeatures.IsMinimal ? null : ClientSection.Synonyms));
}
