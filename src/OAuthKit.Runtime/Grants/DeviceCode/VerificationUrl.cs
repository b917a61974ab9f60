namespace OAuthKit;

/// <summary>Which addresses a user may be sent to: https, or http on loopback where that was allowed.</summary>
internal static class VerificationUrl
{
    // Unlike an endpoint, a page for people may have a fragment.
    public static bool IsSafe(string? text, bool allowLoopbackHttp) =>
        text is not null
        && !text.AsSpan().ContainsAnyExceptInRange('\x21', '\x7E')
        && EndpointUrl.TryParse(WithoutFragment(text), allowLoopbackHttp, out _);

    private static string WithoutFragment(string text)
    {
        var start = text.IndexOf('#', StringComparison.Ordinal);
        return start < 0 ? text : text[..start];
    }
}
