namespace OAuthKit;

/// <summary>Options without content, whose validation at start is that of everything registered.</summary>
internal sealed class StartOptions;
