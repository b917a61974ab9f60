namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictToolTests(OpenIddictServer server) : ToolTests<OpenIddictServer>(server);
