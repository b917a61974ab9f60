namespace OAuthKit;

/// <summary>Where a token may go: scheme, host and port of the API and of what was allowed beside it (RFC 9700 section 4.9.1).</summary>
internal sealed class ApiOrigins
{
    private readonly Origin[] _origins;

    public ApiOrigins(Uri baseAddress, IEnumerable<Uri> allowed, bool allowLoopbackHttp)
        : this([baseAddress, .. allowed], allowLoopbackHttp)
    {
    }

    public ApiOrigins(IEnumerable<Uri> all, bool allowLoopbackHttp)
    {
        var origins = new List<Origin>();
        foreach (var url in all)
        {
            origins.Add(Origin.Of(url, allowLoopbackHttp));
        }

        _origins = origins.Count > 0 ? [.. origins] : throw new ArgumentException("There is no origin: name the API's.", nameof(all));
    }

    public OAuthException Foreign(Uri? url) => new(
        OAuthFault.ForeignOrigin,
        $"A request under a token policy was about to go to {Describe(url)}, but its token is for {_origins[0].Text} only (RFC 9700 section 4.9.1). It wasn't sent. Add the origin to AllowedOrigins if the API has it too.");

    public OAuthException ForeignToCertificate(Uri? url) => new(
        OAuthFault.ForeignOrigin,
        $"A request was about to go to {Describe(url)} over connections with a client certificate, which are for {_origins[0].Text} only (RFC 8705 section 8). It wasn't sent. Give the origin to the handler if the API has it too.");

    /// <summary>The origin alone: user information, path and query may hold secrets.</summary>
    public static string Describe(Uri? url) =>
        url is { IsAbsoluteUri: true } ? url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "a relative address";

    public bool Contains(Uri? url)
    {
        if (url is not { IsAbsoluteUri: true })
        {
            return false;
        }

        foreach (var origin in _origins)
        {
            if (origin.Matches(url))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Origin(string text, string scheme, string host, int port)
    {
        public string Text { get; } = text;

        public static Origin Of(Uri url, bool allowLoopbackHttp)
        {
            ArgumentNullException.ThrowIfNull(url);
            if (!url.IsAbsoluteUri || !EndpointUrl.IsSecure(url, allowLoopbackHttp) || url.Host.Length == 0 || url.UserInfo.Length > 0)
            {
                throw new ArgumentException(
                    $"The address {(url.IsAbsoluteUri ? url.GetComponents(UriComponents.SchemeAndServer, UriFormat.SafeUnescaped) : "of the API")} isn't an absolute https URL without user information: a token must not travel in the clear (RFC 6750 section 5.3).",
                    nameof(url));
            }

            return new(url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped), url.Scheme, url.IdnHost, url.Port);
        }

        public bool Matches(Uri url)
        {
            // Text that begins with the origin and then leaves the authority is of that origin, and asking so allocates nothing.
            var address = url.OriginalString;
            return address.StartsWith(Text, StringComparison.Ordinal) && (address.Length == Text.Length || address[Text.Length] is '/' or '?' or '#')
                || (url.Scheme == scheme && url.Port == port && url.UserInfo.Length == 0 && string.Equals(url.IdnHost, host, StringComparison.OrdinalIgnoreCase));
        }
    }
}
