namespace OAuthKit;

/// <summary>A named HttpClient that has its OAuth handler. One is enough.</summary>
internal sealed class HandlerRegistration(string httpClient, string? client)
{
    public string HttpClient { get; } = httpClient;

    public string? Client { get; } = client;

    public bool Has(string httpClient) => string.Equals(HttpClient, httpClient, StringComparison.Ordinal);
}
