using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit;

/// <summary>Finds the issuer in the metadata of the API.</summary>
internal sealed class ResourceIssuerDiscovery : IssuerDiscovery
{
    public override void Check(OAuthApiOptions api, OptionsSubject subject, bool allowHttp, ConfigurationFaults faults) =>
        ResourceChecks.Check(api, subject, allowHttp, faults);

    public override Func<string, TokenGrant, TokenPolicy> CreatePolicies(IServiceProvider services, OptionsSource source)
    {
        var client = services.GetRequiredService<ClientRegistry>().CreateForResource(source);
        return (name, grant) => new(new ResourceTokenSource(client, grant), services.GetRequiredService<TokenManager>(), name);
    }
}
