using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>Knows every credential, binds tokens by DPoP and by mutual TLS, keeps security profiles, and knows how responses are signed.</summary>
internal sealed class AllClientFeatures : ClientFeatures
{
    public override void Read(string key, ConfigurationValue value, OAuthClientOptions client)
    {
        switch (key)
        {
            case "PreviousClientSecret":
                client.PreviousClientSecret = value.Secret();
                break;
            case "PrivateKey":
                client.PrivateKey = PrivateKeySection.Read(value) ?? client.PrivateKey;
                break;
            case "ClientAssertionFile":
                client.ClientAssertionFile = value.Text();
                break;
            case "Profile":
                client.Profile = ProfileChecks.Read(value);
                break;
            case "Dpop":
                client.Dpop = DpopSection.Read(value) ?? client.Dpop;
                break;
            case "Certificate":
                client.Certificate = CertificateSection.Read(value) ?? client.Certificate;
                break;
            case "RedirectUri":
                client.RedirectUri = value.Text();
                break;
            case "PostLogoutRedirectUri":
                client.PostLogoutRedirectUri = value.Text();
                break;
            case "IdTokens":
                client.IdTokens = JwtResponseSection.ReadIdTokens(value) ?? client.IdTokens;
                break;
            case "UserInfoResponses":
                client.UserInfoResponses = JwtResponseSection.ReadResponses(value) ?? client.UserInfoResponses;
                break;
            case "AuthorizationResponses":
                client.AuthorizationResponses = JwtResponseSection.ReadResponses(value) ?? client.AuthorizationResponses;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(key), key, "It isn't one of these keys.");
        }
    }

    public override void Merge(OAuthClientOptions client, OAuthClientOptions tenant, OAuthClientOptions credential, OAuthClientOptions merged)
    {
        merged.PreviousClientSecret = credential.PreviousClientSecret;
        merged.PrivateKey = credential.PrivateKey;
        merged.ClientAssertionFile = credential.ClientAssertionFile;
        merged.Dpop = tenant.Dpop ?? client.Dpop;
        merged.Certificate = tenant.Certificate ?? client.Certificate;
        merged.RedirectUri = tenant.RedirectUri ?? client.RedirectUri;
        merged.PostLogoutRedirectUri = tenant.PostLogoutRedirectUri ?? client.PostLogoutRedirectUri;
        merged.Profile = tenant.Profile != SecurityProfile.None ? tenant.Profile : client.Profile;
        merged.IdTokens = tenant.IdTokens ?? client.IdTokens;
        merged.UserInfoResponses = tenant.UserInfoResponses ?? client.UserInfoResponses;
        merged.AuthorizationResponses = tenant.AuthorizationResponses ?? client.AuthorizationResponses;
    }

    public override void Check(OAuthClientOptions client, OptionsSubject subject, ConfigurationFaults faults)
    {
        CheckRedirectUri(client.RedirectUri, subject.Key("RedirectUri"), faults);
        CheckRedirectUri(client.PostLogoutRedirectUri, subject.Key("PostLogoutRedirectUri"), faults);
    }

    public override void CheckConstraint(OAuthClientOptions client, OptionsSubject subject, BackchannelOptions backchannel, ConfigurationFaults faults) =>
        SenderConstraintChecks.Check(client, subject, backchannel, faults);

    public override void CheckConstraint(ApiNeeds needs, OAuthClientOptions client, OptionsSubject subject, BackchannelOptions backchannel, ConfigurationFaults faults) =>
        SenderConstraintChecks.Check(needs, client, subject, backchannel, faults);

    public override void CheckProfile(OAuthClientOptions client, ClientAuthentication? authentication, string? issuer, bool allowHttp, OptionsSubject subject, ConfigurationFaults faults) =>
        ProfileChecks.Check(client, authentication, issuer, allowHttp, subject, faults);

    public override void CheckResponses(OAuthClientOptions client, ClientAuthentication authentication, OptionsSubject subject, ConfigurationFaults faults)
    {
        Check(client.IdTokens, "IdTokens", authentication, subject, faults);
        Check(client.UserInfoResponses, "UserInfoResponses", authentication, subject, faults);
        Check(client.AuthorizationResponses, "AuthorizationResponses", authentication, subject, faults);
    }

    public override bool CheckCredential(OAuthClientOptions client, OptionsSubject subject, ConfigurationFaults faults) => CredentialChecks.Check(client, subject, faults);

    public override void Adopt(OAuthClientOptions client, BackchannelOptions backchannel)
    {
        (client.PrivateKey as SigningKeyFile)?.Adopt(backchannel.TimeProvider, backchannel.LoggerFactory);
        client.Certificate?.Adopt(backchannel.TimeProvider, backchannel.LoggerFactory);
    }

    public override ClientAuthentication CreateAuthentication(OAuthClientOptions client) => ConfiguredCredential.Create(client);

    public override OAuthClient CreateClient(OAuthClientOptions options, SenderConstraint constraint, AuthorizationServer server, ClientAuthentication authentication, BackchannelOptions backchannel, TokenManager tokens) =>
        new(server, authentication, backchannel)
        {
            Tokens = tokens,
            Profile = options.Profile,
            Dpop = ClientFactory.DpopOf(options, constraint),
            Certificate = ClientFactory.CertificateOf(options, constraint),
            IdTokens = ProfileRules.IdTokensOf(options.Profile, options.IdTokens),
            UserInfoResponses = options.UserInfoResponses,
            AuthorizationResponses = options.AuthorizationResponses,
            Parameters = new Dictionary<string, string>(options.Parameters, StringComparer.Ordinal),
        };

    public override HttpMessageHandler CreateHandler(IServiceProvider services, ClientCertificate? certificate, string name, IEnumerable<Uri> origins)
    {
        var options = services.GetRequiredService<IOptionsMonitor<MutualTlsHandlerOptions>>().Get(name);
        return certificate is null ? new MutualTlsHandler(new ApiOrigins(origins, allowLoopbackHttp: false), options) : new MutualTlsHandler(certificate, origins, options);
    }

    private static void Check(JwtResponseOptions? responses, string section, ClientAuthentication authentication, OptionsSubject subject, ConfigurationFaults faults)
    {
        if (responses is not null)
        {
            faults.Check(subject.Key($"{section}:SignedResponseAlg"), () => RegisteredAlgorithm.Check(responses, authentication));
        }
    }

    private static void CheckRedirectUri(string? uri, string key, ConfigurationFaults faults)
    {
        if (uri is not null)
        {
            faults.Check(key, () => RedirectUri.Validate(uri));
        }
    }
}
