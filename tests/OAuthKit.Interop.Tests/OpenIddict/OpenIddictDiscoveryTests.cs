namespace OAuthKit.Interop.Tests;

[Collection<OpenIddictCollection>]
public sealed class OpenIddictDiscoveryTests(OpenIddictServer server) : DiscoveryTests<OpenIddictServer>(server);
