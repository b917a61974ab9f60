namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictRefreshFaultTests(OpenIddictServer server) : RefreshFaultTests<OpenIddictServer>(server);
