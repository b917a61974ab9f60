using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit;

/// <summary>Finds the issuer in the metadata of the API.</summary>
internal sealed class ResourceIssuerDiscovery : IssuerDiscovery
{
    public override void Check(OAuthApiOptions api, OptionsSubject subject, bool allowHttp, ConfigurationFaults faults) =>
        ResourceChecks.Check(api, subject, allowHttp, faults);

    public override Func<TokenGrant, TokenPolicy> CreatePolicies(IServiceProvider services, OptionsSource source, SenderConstraint constraint, string name)
    {
        var client = services.GetRequiredService<ClientRegistry>().CreateForResource(source, constraint);
        return grant => new(new ResourceTokenSource(client, grant), services.GetRequiredService<TokenManager>(), name);
    }
}
