namespace OAuthKit;

/// <summary>A key that tokens are to be bound to: the thumbprint that the request names (RFC 9449 section 10), and the text by which whoever made the key finds it again after the redirect.</summary>
internal sealed class DpopHandle(string thumbprint, string key)
{
    public string Thumbprint { get; } = thumbprint;

    public string Key { get; } = key;
}
