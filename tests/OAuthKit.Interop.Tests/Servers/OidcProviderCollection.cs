namespace OAuthKit.Interop.Tests;

[CollectionDefinition]
public sealed class OidcProviderCollection : ICollectionFixture<OidcProviderServer>;
