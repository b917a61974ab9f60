using System.Buffers;

namespace OAuthKit;

/// <summary>What the user typed, in the form that WebFinger asks by (OpenID Connect Discovery section 2.1).</summary>
internal sealed class WebFingerResource
{
    private const int MaxLength = 1024;
    private const string Https = "https://";
    private const string Account = "acct:";

    private static readonly SearchValues<char> _notOfAuthority = SearchValues.Create("/?#@\\%");

    private readonly string _resource;
    private readonly Uri _host;

    private WebFingerResource(string resource, Uri host)
    {
        _resource = resource;
        _host = host;
    }

    public string HostName => _host.IdnHost;

    public static WebFingerResource Parse(string identifier)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(identifier);
        var text = identifier.Trim();
        if (text.Length > MaxLength || text[0] is '=' or '@' or '+' or '!')
        {
            // Section 2.1.1: global context symbols are of XRI, which nobody resolves.
            throw Invalid();
        }

        if (text.StartsWith(Account, StringComparison.OrdinalIgnoreCase))
        {
            return OfAccount(text[Account.Length..]);
        }

        if (text.StartsWith(Https, StringComparison.OrdinalIgnoreCase))
        {
            return OfUrl(text);
        }

        // Section 2.1.2: what has an @ and no scheme, path, query or port is an account; the rest is a URL without its scheme.
        var isAccount = text.Contains('@', StringComparison.Ordinal) && text.IndexOfAny(['/', '?', '#', ':']) < 0;
        return isAccount ? OfAccount(text)
            : text.Contains("://", StringComparison.Ordinal) ? throw Invalid()
            : OfUrl(Https + text);
    }

    /// <summary>RFC 7033 section 4.1: always https, at the host.</summary>
    public Uri ToUrl() => new(AuthorizationUrl.Build(
        new Uri(_host.GetLeftPart(UriPartial.Authority) + WebFingerNames.Path),
        new FormParameters { { WebFingerNames.Resource, _resource }, { WebFingerNames.Rel, WebFingerNames.IssuerRelation } }));

    private static WebFingerResource OfAccount(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && TryHost(text[(at + 1)..], out var host) ? new(Account + text, host) : throw Invalid();
    }

    private static WebFingerResource OfUrl(string text)
    {
        // Section 2.1.2: the fragment isn't sent.
        var end = text.IndexOf('#', StringComparison.Ordinal);
        var kept = end < 0 ? text : text[..end];
        var authority = kept[Https.Length..];
        var cut = authority.IndexOfAny(['/', '?', '\\']);
        return TryHost(cut < 0 ? authority : authority[..cut], out var host) ? new(kept, host) : throw Invalid();
    }

    private static bool TryHost(string authority, out Uri host)
    {
        host = null!;
        if (authority.Length == 0 || authority.AsSpan().ContainsAny(_notOfAuthority) || authority.AsSpan().ContainsAnyInRange('\0', ' ')
            || !Uri.TryCreate(Https + authority, UriKind.Absolute, out var parsed) || parsed.Host.Length == 0)
        {
            return false;
        }

        host = parsed;
        return true;
    }

    private static ArgumentException Invalid() =>
        new("The identifier isn't an address such as joe@example.com, or an https URL (OpenID Connect Discovery section 2.1).", "identifier");
}
