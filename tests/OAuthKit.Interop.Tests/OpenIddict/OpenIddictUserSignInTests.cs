namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictUserSignInTests(OpenIddictServer server) : UserSignInTests<OpenIddictServer>(server);
