namespace OAuthKit;

/// <summary>
/// How an authorization response comes back
/// (<see href="https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#ResponseModes">OAuth 2.0 Multiple Response
/// Types section 2.1</see>), and whether it is a signed JWT
/// (<see href="https://openid.net/specs/oauth-v2-jarm-final.html#section-2.3">JARM section 2.3</see>).
/// </summary>
public static class ResponseModes
{
    /// <summary>As the query of the redirect URI; the default for codes.</summary>
    public const string Query = "query";

    /// <summary>As the fragment of the redirect URI, which a server doesn't see; the default where an ID token comes along.</summary>
    public const string Fragment = "fragment";

    /// <summary>As a form that the browser posts (<see href="https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html">OAuth 2.0 Form Post Response Mode</see>).</summary>
    public const string FormPost = "form_post";

    /// <summary>As a JWT where the default mode of the response type would put it.</summary>
    public const string Jwt = "jwt";

    /// <summary>As a JWT in the query.</summary>
    public const string QueryJwt = "query.jwt";

    /// <summary>As a JWT in the fragment.</summary>
    public const string FragmentJwt = "fragment.jwt";

    /// <summary>As a JWT in a form that the browser posts.</summary>
    public const string FormPostJwt = "form_post.jwt";

    internal static bool IsKnown(string mode) => mode is Query or Fragment or FormPost or Jwt or QueryJwt or FragmentJwt or FormPostJwt;
}
