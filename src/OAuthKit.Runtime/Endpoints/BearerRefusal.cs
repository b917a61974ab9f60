namespace OAuthKit;

/// <summary>How an endpoint that takes an access token refuses it: in its challenge (RFC 6750 section 3).</summary>
internal static class BearerRefusal
{
    /// <summary>Throws the error of the first challenge that has one. A body in JSON is left to the reader of the endpoint.</summary>
    public static void ThrowIfRefused(BackchannelResponse response, Endpoint endpoint)
    {
        foreach (var challenge in AuthenticationChallenge.Parse(response.Challenges))
        {
            if (IsForTokens(challenge) && challenge.Parameters.TryGetValue(Wire.Error, out var error) && error.Length > 0)
            {
                throw new OAuthServerException(
                    endpoint.DisplayName,
                    ServerText.Clean(error)!,
                    ServerText.Clean(challenge.Parameters.GetValueOrDefault(Wire.ErrorDescription)),
                    ServerText.Clean(challenge.Parameters.GetValueOrDefault(Wire.ErrorUri)),
                    response.Status)
                {
                    RetryAt = response.RetryAt,
                };
            }
        }
    }

    private static bool IsForTokens(AuthenticationChallenge challenge) =>
        challenge.IsOf(Scheme.Bearer) || challenge.IsOf(Scheme.Dpop);
}
