namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictTokenManagerTests(OpenIddictServer server) : TokenManagerTests<OpenIddictServer>(server);
