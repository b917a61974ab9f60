namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictGeneratedClientTests(OpenIddictServer server) : GeneratedClientTests<OpenIddictServer>(server);
