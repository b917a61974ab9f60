namespace OAuthKit.Testing;

/// <summary>What RFC 6749 section 3.2 wants of every request with a form.</summary>
internal static class FormCheck
{
    public static TestResponse? Refuse(TestRequest request)
    {
        if (request.Headers[HeaderNames.ContentType]?.Split(';')[0].Trim().Equals(MediaTypes.Form, StringComparison.OrdinalIgnoreCase) != true)
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The body isn't application/x-www-form-urlencoded.");
        }

        // RFC 6749 section 2.3.1: parameters stand in the body, never in the request URI.
        if (request.Uri.Query.Length > 0)
        {
            return TestResponse.Error(ErrorCodes.InvalidRequest, "The endpoint takes its parameters from the body.");
        }

        // RFC 6749 section 3.2: no parameter twice; RFC 8707 section 2 and RFC 8693 section 2.1 allow it for resource and audience.
        var repeated = request.Form
            .GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .Any(group => group.Count() > 1 && group.Key is not (ParameterNames.Resource or ParameterNames.Audience));
        return repeated ? TestResponse.Error(ErrorCodes.InvalidRequest, "A parameter comes more than once.") : null;
    }
}
