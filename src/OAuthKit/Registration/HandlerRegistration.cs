namespace OAuthKit;

/// <summary>A named HttpClient that has its OAuth handler. One is enough.</summary>
internal sealed record HandlerRegistration(string HttpClient, string? Client)
{
    public bool Has(string httpClient) => string.Equals(HttpClient, httpClient, StringComparison.Ordinal);
}
