namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderTokenManagerTests(OidcProviderServer server) : TokenManagerTests<OidcProviderServer>(server);
