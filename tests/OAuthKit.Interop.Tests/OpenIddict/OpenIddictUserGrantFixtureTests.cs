namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictUserGrantFixtureTests(OpenIddictServer server) : UserGrantFixtureTests<OpenIddictServer>(server);
