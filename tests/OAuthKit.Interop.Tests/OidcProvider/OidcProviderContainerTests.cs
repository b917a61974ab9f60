namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderContainerTests(OidcProviderServer server) : ContainerTests<OidcProviderServer>(server);
