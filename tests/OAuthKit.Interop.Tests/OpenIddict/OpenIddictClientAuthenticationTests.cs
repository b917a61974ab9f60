namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictClientAuthenticationTests(OpenIddictServer server) : ClientAuthenticationTests<OpenIddictServer>(server);
