namespace OAuthKit;

/// <summary>A failure that is returned until a time, so that a burst of calls costs one request.</summary>
internal sealed record HeldFailure(Exception Exception, long Until);
