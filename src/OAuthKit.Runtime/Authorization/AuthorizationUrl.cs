using System.Text;

namespace OAuthKit;

/// <summary>The address that the browser is sent to (RFC 6749 section 3.1). It is made as text, and never fetched.</summary>
internal static class AuthorizationUrl
{
    public static string Build(Uri endpoint, FormParameters parameters)
    {
        // RFC 6749 section 3.1: what the endpoint has of a query MUST be kept.
        var url = new StringBuilder(endpoint.OriginalString);
        var separator = endpoint.OriginalString.IndexOf('?', StringComparison.Ordinal) is var mark && mark < 0 ? '?'
            : mark == endpoint.OriginalString.Length - 1 || endpoint.OriginalString.EndsWith('&') ? '\0'
            : '&';
        ThrowIfRepeated(endpoint, parameters);
        foreach (var (name, value) in parameters)
        {
            if (separator != '\0')
            {
                url.Append(separator);
            }

            // A space as %20 is one to form decoders and to those that don't know of forms.
            url.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return url.ToString();
    }

    // RFC 6749 section 3.1: none more than once. What the endpoint's own query says must not stand against the request's.
    private static void ThrowIfRepeated(Uri endpoint, FormParameters parameters)
    {
        string? repeated = null;
        var isForm = UrlEncodedForm.TryRead(endpoint.Query.AsSpan().TrimStart('?'), (name, _) => repeated ??= parameters.Contains(name) ? name : null);
        if (!isForm || repeated is not null)
        {
            throw new OAuthException(OAuthFault.MetadataMemberInvalid, isForm
                ? $"The authorization endpoint has \"{repeated}\" in its own query, which the request sets as well (RFC 6749 section 3.1). Have the server's metadata corrected, or configure the endpoint by hand."
                : "The query of the authorization endpoint isn't made of encoded parameters (RFC 6749 section 3.1).");
        }
    }
}
