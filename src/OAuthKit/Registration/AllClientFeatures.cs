using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>Knows every credential, binds tokens by DPoP and by mutual TLS, keeps security profiles, and knows how responses are signed.</summary>
internal sealed class AllClientFeatures : ClientFeatures
{
    public override void ReadPrivateKey(ConfigurationValue value, OAuthClientOptions client) => client.PrivateKey = PrivateKeySection.Read(value) ?? client.PrivateKey;

    public override void ReadAssertionFile(ConfigurationValue value, OAuthClientOptions client) => client.ClientAssertionFile = value.Text();

    public override void ReadPreviousSecret(ConfigurationValue value, OAuthClientOptions client) => client.PreviousClientSecret = value.Secret();

    public override void ReadProfile(ConfigurationValue value, OAuthClientOptions client) => client.Profile = ProfileChecks.Read(value);

    public override void ReadDpop(ConfigurationValue value, OAuthClientOptions client) => client.Dpop = DpopSection.Read(value) ?? client.Dpop;

    public override void ReadCertificate(ConfigurationValue value, OAuthClientOptions client) => client.Certificate = CertificateSection.Read(value) ?? client.Certificate;

    public override void ReadIdTokens(ConfigurationValue value, OAuthClientOptions client) => client.IdTokens = JwtResponseSection.ReadIdTokens(value) ?? client.IdTokens;

    public override void ReadUserInfoResponses(ConfigurationValue value, OAuthClientOptions client) => client.UserInfoResponses = JwtResponseSection.ReadResponses(value) ?? client.UserInfoResponses;

    public override void ReadAuthorizationResponses(ConfigurationValue value, OAuthClientOptions client) => client.AuthorizationResponses = JwtResponseSection.ReadResponses(value) ?? client.AuthorizationResponses;

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

    public override HttpMessageHandler CreateHandler(IServiceProvider services, ClientCertificate certificate, string name, IEnumerable<Uri> origins) =>
        new MutualTlsHandler(certificate, origins, services.GetRequiredService<IOptionsMonitor<MutualTlsHandlerOptions>>().Get(name));

    private static void Check(JwtResponseOptions? responses, string section, ClientAuthentication authentication, OptionsSubject subject, ConfigurationFaults faults)
    {
        if (responses is not null)
        {
            faults.Check(subject.Key($"{section}:SignedResponseAlg"), () => RegisteredAlgorithm.Check(responses, authentication));
        }
    }
}
