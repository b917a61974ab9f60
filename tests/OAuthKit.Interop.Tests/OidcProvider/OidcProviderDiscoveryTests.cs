namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderDiscoveryTests(OidcProviderServer server) : DiscoveryTests<OidcProviderServer>(server);
