namespace OAuthKit.Interop.Tests;

/// <summary>A request as it reached the API, and the status of its answer.</summary>
public sealed record ApiRequest(string Method, string Path, string? Authorization, int StatusCode);
