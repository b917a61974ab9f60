namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictServerFixtureTests(OpenIddictServer server) : ServerFixtureTests<OpenIddictServer>(server);
