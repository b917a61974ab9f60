using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OAuthKit;

/// <summary>Binds tokens by DPoP and by mutual TLS.</summary>
internal sealed class SenderTokenBinding : TokenBinding
{
    public override void ReadDpop(ConfigurationValue value, OAuthClientOptions client) => client.Dpop = DpopSection.Read(value) ?? client.Dpop;

    public override void ReadCertificate(ConfigurationValue value, OAuthClientOptions client) => client.Certificate = CertificateSection.Read(value) ?? client.Certificate;

    public override OAuthClient CreateClient(OAuthClientOptions options, SenderConstraint constraint, AuthorizationServer server, ClientAuthentication authentication, BackchannelOptions backchannel, TokenManager tokens) =>
        new(server, authentication, backchannel)
        {
            Tokens = tokens,
            Dpop = ClientFactory.DpopOf(options, constraint),
            Certificate = ClientFactory.CertificateOf(options, constraint),
            IdTokens = options.IdTokens ?? new IdTokenOptions(),
            UserInfoResponses = options.UserInfoResponses,
            AuthorizationResponses = options.AuthorizationResponses,
            Parameters = new Dictionary<string, string>(options.Parameters, StringComparer.Ordinal),
        };

    public override HttpMessageHandler CreateHandler(IServiceProvider services, ClientCertificate certificate, string name, IEnumerable<Uri> origins) =>
        new MutualTlsHandler(certificate, origins, services.GetRequiredService<IOptionsMonitor<MutualTlsHandlerOptions>>().Get(name));
}
