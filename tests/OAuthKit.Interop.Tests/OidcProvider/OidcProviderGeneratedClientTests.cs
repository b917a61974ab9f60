namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderGeneratedClientTests(OidcProviderServer server) : GeneratedClientTests<OidcProviderServer>(server);
