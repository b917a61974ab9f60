namespace OAuthKit.Tool;

/// <summary>Options that are wrong, missing or contradict each other.</summary>
internal sealed class UsageException(string message) : Exception(message);
