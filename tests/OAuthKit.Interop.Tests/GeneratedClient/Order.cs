namespace OAuthKit.Interop.Tests;

public sealed record Order(int Id, string Note);
