namespace OAuthKit.Tests;

public sealed record Order(int Id, string Note);
