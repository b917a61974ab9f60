namespace OAuthKit.Tool.Http;

/// <summary>The secrets that this run has seen: none of them is written to standard error, whoever says it.</summary>
internal sealed class Scrubber
{
    private const string Redacted = "[redacted]";

    // Shorter ones would tear words apart, and are no secrets.
    private const int MinLength = 6;

    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

    public void Add(string? secret)
    {
        if (secret is { Length: >= MinLength })
        {
            lock (_secrets)
            {
                _secrets.Add(secret);
                _secrets.Add(Uri.EscapeDataString(secret));
            }
        }
    }

    public string Clean(string text)
    {
        lock (_secrets)
        {
            foreach (var secret in _secrets.OrderByDescending(secret => secret.Length))
            {
                text = text.Replace(secret, Redacted, StringComparison.Ordinal);
            }
        }

        return text;
    }
}
