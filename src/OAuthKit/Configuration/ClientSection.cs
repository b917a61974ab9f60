namespace OAuthKit;

/// <summary>The keys of <c>OAuth:Clients:{name}</c>.</summary>
internal static class ClientSection
{
    /// <summary>What others call these keys, a line each.</summary>
    public const string Synonyms = """
        IdTokenSignedResponseAlg=IdTokens:SignedResponseAlg
        UserInfoSignedResponseAlg=UserInfoResponses:SignedResponseAlg
        AuthorizationSignedResponseAlg=AuthorizationResponses:SignedResponseAlg
        Authority=Issuer
        IssuerUri=Issuer
        IssuerUrl=Issuer
        AuthServerUrl=Issuer
        Server=Issuer
        Provider=Vendor
        Tenant=TenantId
        Organization=Domain
        PoolId=UserPoolId
        Environment=EnvironmentId
        ServerId=AuthorizationServerId
        Id=ClientId
        AppId=ClientId
        ApplicationId=ClientId
        ConsumerKey=ClientId
        Secret=ClientSecret
        AppSecret=ClientSecret
        ConsumerSecret=ClientSecret
        Password=ClientSecret
        PrivateKeyJwt=PrivateKey
        SigningKey=PrivateKey
        ClientAssertion=ClientAssertionFile
        AssertionFile=ClientAssertionFile
        FederatedTokenFile=ClientAssertionFile
        PreviousSecret=PreviousClientSecret
        OldClientSecret=PreviousClientSecret
        CallbackUrl=RedirectUri
        RedirectUrl=RedirectUri
        SignedOutRedirectUri=PostLogoutRedirectUri
        ClientAuthenticationMethod=ClientAuthentication
        AuthMethod=ClientAuthentication
        AuthenticationMethod=ClientAuthentication
        TokenEndpointAuthMethod=ClientAuthentication
        ClientCredentialStyle=ClientAuthentication
        MetadataUrl=MetadataAddress
        MetadataUri=MetadataAddress
        DiscoveryUrl=MetadataAddress
        DiscoveryEndpoint=MetadataAddress
        WellKnown=MetadataAddress
        TokenEndpoint=Endpoints:Token
        TokenUrl=Endpoints:Token
        TokenUri=Endpoints:Token
        AccessTokenUrl=Endpoints:Token
        ExtraParameters=Parameters
        AdditionalParameters=Parameters
        Timeout=BackchannelTimeout
        BackchannelTimeoutSeconds=BackchannelTimeout
        SecurityProfile=Profile
        IdToken=IdTokens
        UserInfo=UserInfoResponses
        AuthorizationResponse=AuthorizationResponses
        ClientCertificate=Certificate
        DpopKey=Dpop
        MutualTls=SenderConstraint
        Mtls=SenderConstraint
        TokenBinding=SenderConstraint
        """;

    public static string[] Later { get; } =
    [
        "ClientCredentials",
    ];

    /// <summary>The keys of a client that a tenant of it may have too.</summary>
    public static ConfigurationKey[] OwnKeys { get; } =
        [
            new KeyOf<OAuthClientOptions>("Issuer", ConfigurationShape.Text, static (value, client) => client.Issuer = value.Text()),
            .. VendorSection.Keys,
            new KeyOf<OAuthClientOptions>("ClientId", ConfigurationShape.Text, static (value, client) => client.ClientId = value.Text()),
            new KeyOf<OAuthClientOptions>("ClientSecret", ConfigurationShape.Text, static (value, client) => client.ClientSecret = value.Secret()),
            new FeatureKey("PreviousClientSecret", ConfigurationShape.Text),
            new FeatureKey("PrivateKey", ConfigurationShape.Section),
            new FeatureKey("ClientAssertionFile", ConfigurationShape.Text),
            new KeyOf<OAuthClientOptions>("ClientAuthentication", ConfigurationShape.Text, static (value, client) => client.ClientAuthentication = value.Text()),
            new FeatureKey("Profile", ConfigurationShape.Text),
            new KeyOf<OAuthClientOptions>("SenderConstraint", ConfigurationShape.Text, static (value, client) => client.TakeConstraint(SenderConstraintChecks.Read(value))),
            new FeatureKey("Dpop", ConfigurationShape.Section),
            new FeatureKey("Certificate", ConfigurationShape.Section),
            new KeyOf<OAuthClientOptions>("MetadataAddress", ConfigurationShape.Text, static (value, client) => client.MetadataAddress = value.Text()),
            new KeyOf<OAuthClientOptions>("Endpoints", ConfigurationShape.Section, EndpointsSection.Read),
            new FeatureKey("RedirectUri", ConfigurationShape.Text),
            new FeatureKey("PostLogoutRedirectUri", ConfigurationShape.Text),
            new FeatureKey("IdTokens", ConfigurationShape.Section),
            new FeatureKey("UserInfoResponses", ConfigurationShape.Section),
            new FeatureKey("AuthorizationResponses", ConfigurationShape.Section),
            new KeyOf<OAuthClientOptions>("Parameters", ConfigurationShape.Map, static (value, client) => value.Map(client.Parameters)),
            new KeyOf<OAuthClientOptions>("BackchannelTimeout", ConfigurationShape.Duration, static (value, client) => client.BackchannelTimeout = value.Duration()),
        ];

    /// <summary>The keys of a client, which may stand under an API too.</summary>
    public static ConfigurationKey[] Keys { get; } = [.. OwnKeys, new KeyOf<OAuthClientOptions>(TenantsSection.Name, ConfigurationShape.Section, TenantsSection.Read)];

    public static KeyAdvice Advice { get; } = new(
            ClientFeatures.IsMinimal ? "" : """
            Scope=Scopes at the API (OAuth:Apis)
            Scopes=Scopes at the API (OAuth:Apis)
            Resource=Resource at the API (OAuth:Apis)
            Audience=Audience at the API (OAuth:Apis)
            """,
            Later, ClientFeatures.IsMinimal ? null : Synonyms);

    public static ConfigurationTable Table { get; } = new(Keys, Advice);
}
