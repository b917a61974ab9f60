namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictOAuthHandlerTests(OpenIddictServer server) : OAuthHandlerTests<OpenIddictServer>(server);
