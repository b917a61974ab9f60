namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictUserGrantTests(OpenIddictServer server) : UserGrantTests<OpenIddictServer>(server);
