namespace OAuthKit;

/// <summary>One request of the back channel, ready to send.</summary>
internal sealed class BackchannelRequest(HttpMethod method, Uri url, int maxResponseBytes)
{
    /// <summary>For answers that carry documents: metadata, keys, claims.</summary>
    public const int DocumentLimit = 1024 * 1024;

    /// <summary>For token responses and errors.</summary>
    public const int TokenLimit = 256 * 1024;

    public HttpMethod Method { get; } = method;

    public Uri Url { get; } = url;

    public int MaxResponseBytes { get; } = maxResponseBytes;

    public FormParameters? Form { get; init; }

    /// <summary>A JSON body, where it isn't a form.</summary>
    public PooledBuffer? Json { get; init; }

    public string Accept { get; init; } = Wire.Json;

    public string? Authorization { get; init; }

    /// <summary>The proof that goes with it, and who hears of the server's nonce; null where it has none.</summary>
    public DpopExchange? Dpop { get; set; }

    /// <summary>The <c>User-Agent</c>, for who insists on one.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Where the answers differ from the standards.</summary>
    public ServerQuirks Quirks { get; init; } = ServerQuirks.None;

    /// <summary>Who is asked, for messages.</summary>
    public string Peer { get; init; } = "authorization server";
}
