namespace OAuthKit.Testing;

/// <summary>In the query or the fragment of a redirect (RFC 6749 section 4.1.2, Multiple Response Types section 2.1).</summary>
internal sealed class RedirectDelivery(string name) : ResponseDelivery(name)
{
    // RFC 9700 section 4.12: 303, which never sends a body on.
    public override TestResponse Send(string redirectUri, CallbackParameters parameters)
    {
        var separator = Name == ResponseModes.Fragment ? '#' : redirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var location = redirectUri + separator + parameters.Encode();
        var response = TestResponse.Empty(303)
            .WithHeader(HeaderNames.Location, location)
            .WithHeader(HeaderNames.CacheControl, "no-store")
            .WithHeader(HeaderNames.ReferrerPolicy, "no-referrer");
        response.Callback = TestCallback.Redirect(location, Name, parameters);
        return response;
    }
}
