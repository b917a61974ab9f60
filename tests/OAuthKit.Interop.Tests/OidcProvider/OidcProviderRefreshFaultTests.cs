namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderRefreshFaultTests(OidcProviderServer server) : RefreshFaultTests<OidcProviderServer>(server);
