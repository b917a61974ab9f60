namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictLogoutTests(OpenIddictServer server) : LogoutTests<OpenIddictServer>(server);
