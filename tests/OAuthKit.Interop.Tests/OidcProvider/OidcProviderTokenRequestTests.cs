namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderTokenRequestTests(OidcProviderServer server) : TokenRequestTests<OidcProviderServer>(server);
