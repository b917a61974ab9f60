namespace OAuthKit;

/// <summary>What an API's refusal means for the token that was sent (RFC 6750 section 3).</summary>
internal static class ApiChallenge
{
    private const string None = "none";

    /// <summary>The <c>error</c> of the first challenge for bearer tokens that has one; <c>invalid_token</c> for a 401 without.</summary>
    public static string ErrorOf(HttpResponseMessage response, out AuthenticationChallenge? challenge)
    {
        challenge = null;
        if (response.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var values))
        {
            foreach (var candidate in AuthenticationChallenge.Parse(values))
            {
                if (candidate.Scheme.Equals(Scheme.Bearer, StringComparison.OrdinalIgnoreCase)
                    && candidate.Parameters.TryGetValue(Wire.Error, out var error))
                {
                    challenge = candidate;
                    return error;
                }
            }
        }

        return response.StatusCode == System.Net.HttpStatusCode.Unauthorized ? ErrorCodes.InvalidToken : None;
    }

    /// <summary>Every challenge of an answer, whatever its scheme.</summary>
    public static IReadOnlyList<AuthenticationChallenge> AllOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var values) ? AuthenticationChallenge.Parse(values) : [];

    public static IReadOnlyList<string> ScopesOf(AuthenticationChallenge? challenge) =>
        challenge is not null && challenge.Parameters.TryGetValue(Wire.Scope, out var scope)
            ? ServerText.Clean(scope)!.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : [];
}
