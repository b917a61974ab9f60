namespace OAuthKit;

/// <summary>The parameters of a request about a logout, each at most once.</summary>
internal sealed class LogoutParameters
{
    public const int MaxLength = 64 * 1024;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private LogoutParameters()
    {
    }

    /// <summary>The value; null where it is absent or empty.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>Those of a URL or of a query alone; null where they can't be read, are too long, or one stands twice.</summary>
    public static LogoutParameters? OfUrl(string url)
    {
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        var text = hash < 0 ? url : url[..hash];
        return OfForm(text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..]);
    }

    /// <summary>Those of a form; null where they can't be read, are too long, or one stands twice.</summary>
    public static LogoutParameters? OfForm(string text)
    {
        var parameters = new LogoutParameters();
        var isOnce = true;
        return text.Length <= MaxLength && UrlEncodedForm.TryRead(text, (name, value) => isOnce &= parameters._values.TryAdd(name, value)) && isOnce
            ? parameters
            : null;
    }
}
