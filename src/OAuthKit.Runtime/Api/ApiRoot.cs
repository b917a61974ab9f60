namespace OAuthKit;

/// <summary>The URL under which a client calls, and that it doesn't leave.</summary>
internal sealed class ApiRoot
{
    private readonly Uri[] _allowedOrigins;
    private readonly string _prefix;

    private ApiRoot(Uri url, Uri[] allowedOrigins)
    {
        Url = url;
        _allowedOrigins = allowedOrigins;
        _prefix = url.AbsoluteUri.TrimEnd('/') + "/";
    }

    public Uri Url { get; }

    public static ApiRoot Create(Uri url, ApiClientOptions options, string name)
    {
        ArgumentNullException.ThrowIfNull(url, name);
        if (!url.IsAbsoluteUri || !EndpointUrl.IsSecure(url, options.DangerouslyAllowHttp) || url.Host.Length == 0 || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            throw new ArgumentException("The root of the API isn't an absolute https URL without user information, query and fragment.", name);
        }

        return new(url, [.. options.AllowedOrigins]);
    }

    public ApiRoot Child(ApiSegment segment) => new(new Uri(_prefix + segment.Escaped), _allowedOrigins);

    public Uri Resolve(ApiPath? path, string query)
    {
        var url = path is null ? Url : path.Url ?? new Uri(_prefix + path.Text);
        if (query.Length > 0)
        {
            // User text in a relative part can't hold a fragment, and a full URL loses its own: it isn't sent anyway.
            var address = url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
            url = new Uri(address + (url.Query.Length > 1 ? "&" : url.Query.Length == 1 ? "" : "?") + query);
        }

        return Contains(url) ? url : throw Outside(url);
    }

    private bool Contains(Uri url)
    {
        if (url.UserInfo.Length > 0)
        {
            return false;
        }

        if (EndpointUrl.IsSameOrigin(url, Url))
        {
            // Uri has resolved the dots of a full URL already, unless they are escaped.
            var path = url.AbsolutePath;
            return (path.StartsWith(new Uri(_prefix).AbsolutePath, StringComparison.Ordinal) || path == Url.AbsolutePath) && !RelativePath.HasDots(Uri.UnescapeDataString(path));
        }

        return Array.Exists(_allowedOrigins, origin => EndpointUrl.IsSameOrigin(url, origin));
    }

    private ArgumentException Outside(Uri url) => new(
        $"The address at {ApiOrigins.Describe(url)} isn't under the root of the API, {Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}. Nothing was sent. Add its origin to AllowedOrigins where the API's token may go there too.");
}
