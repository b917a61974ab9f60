namespace OAuthKit;

/// <summary>One request to the loopback listener, as far as it matters.</summary>
internal sealed class LoopbackRequest(string method, string target, string? host, string? contentType, string body)
{
    public string Method { get; } = method;

    /// <summary>Path and query, as sent.</summary>
    public string Target { get; } = target;

    public string? Host { get; } = host;

    public string? ContentType { get; } = contentType;

    public string Body { get; } = body;

    public string Path => Target[..^Query.Length];

    /// <summary>With its question mark; empty where there is none.</summary>
    public string Query => Target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? Target[at..] : "";
}
