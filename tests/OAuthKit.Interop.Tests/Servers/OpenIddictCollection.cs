namespace OAuthKit.Interop.Tests;

[CollectionDefinition]
public sealed class OpenIddictCollection : ICollectionFixture<OpenIddictServer>;
