namespace OAuthKit.Interop.Tests;

/// <summary>An error response of the token endpoint, member by member, as a server is known to word it.</summary>
public sealed record ServerError(int StatusCode, string Error, string? Description, string? Uri = null);
