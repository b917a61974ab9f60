namespace OAuthKit;

/// <summary>Parameters that free parameters must not touch, because a property or the client authentication sets them.</summary>
internal static class ReservedParameters
{
    private static readonly HashSet<string> _names =
    [
        Wire.GrantType, Wire.ClientId, Wire.ClientSecret, Wire.ClientAssertion, Wire.ClientAssertionType,
        Wire.Scope, Wire.Resource, Wire.Audience,
    ];

    // RFC 9700 section 2.1: what protects a request. The last line: what a request object says of itself (RFC 9101 section 4).
    private static readonly HashSet<string> _authorizationNames =
    [
        .. _names, Wire.Code, Wire.CodeVerifier, Wire.ResponseType, Wire.ResponseMode, Wire.RedirectUri, Wire.State, Wire.Nonce,
        Wire.CodeChallenge, Wire.CodeChallengeMethod, Wire.Request, Wire.RequestUri, Wire.DpopJkt, Wire.AcrValues, Wire.MaxAge,
        Wire.Prompt, Wire.LoginHint, Wire.IdTokenHint, Wire.UiLocales, Wire.Display, Wire.Claims, Wire.AuthorizationDetails,
        JoseNames.Iss, JoseNames.Aud, JoseNames.Sub, JoseNames.Exp, JoseNames.Nbf, JoseNames.Iat, JoseNames.Jti,
    ];

    public static IReadOnlyDictionary<string, string> Check(IReadOnlyDictionary<string, string> parameters) => Check(parameters, _names);

    /// <summary>For the request that the browser carries.</summary>
    public static IReadOnlyDictionary<string, string> CheckAuthorization(IReadOnlyDictionary<string, string> parameters) => Check(parameters, _authorizationNames);

    private static Dictionary<string, string> Check(IReadOnlyDictionary<string, string> parameters, HashSet<string> names)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var (name, value) in parameters)
        {
            if (string.IsNullOrEmpty(name) || value is null)
            {
                throw new ArgumentException("A further parameter needs a name and a value.", nameof(parameters));
            }

            if (names.Contains(name))
            {
                throw new ArgumentException($"The parameter \"{name}\" is set by a property of its own or by the client authentication, and can't be given as a further parameter.", nameof(parameters));
            }
        }

        return new Dictionary<string, string>(parameters, StringComparer.Ordinal);
    }
}
