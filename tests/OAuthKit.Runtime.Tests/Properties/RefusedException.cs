namespace OAuthKit;

/// <summary>What a test throws for a reader that refuses by its result.</summary>
internal sealed class RefusedException : Exception;
