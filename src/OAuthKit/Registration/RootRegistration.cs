using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>The section given to AddOAuthKit.</summary>
internal sealed class RootRegistration(IConfiguration section)
{
    public IConfiguration Section { get; } = section;
}
