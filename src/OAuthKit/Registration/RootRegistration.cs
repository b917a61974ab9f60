using Microsoft.Extensions.Configuration;

namespace OAuthKit;

/// <summary>The section given to AddOAuthKit.</summary>
internal sealed record RootRegistration(IConfiguration Section);
