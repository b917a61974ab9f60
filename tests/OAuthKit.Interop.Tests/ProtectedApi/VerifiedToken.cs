namespace OAuthKit.Interop.Tests;

/// <summary>What an access token says, once the API has convinced itself that it may believe it.</summary>
public sealed record VerifiedToken(string ClientId, IReadOnlyList<string> Scopes);
