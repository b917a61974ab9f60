namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictContainerTests(OpenIddictServer server) : ContainerTests<OpenIddictServer>(server);
