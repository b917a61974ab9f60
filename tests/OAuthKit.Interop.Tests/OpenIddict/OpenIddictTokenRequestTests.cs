namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictTokenRequestTests(OpenIddictServer server) : TokenRequestTests<OpenIddictServer>(server);
