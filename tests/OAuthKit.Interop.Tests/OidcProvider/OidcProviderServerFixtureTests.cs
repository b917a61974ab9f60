namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderServerFixtureTests(OidcProviderServer server) : ServerFixtureTests<OidcProviderServer>(server);
