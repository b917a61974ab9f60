namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderOAuthHandlerTests(OidcProviderServer server) : OAuthHandlerTests<OidcProviderServer>(server);
