namespace OAuthKit.Testing;

/// <summary>The identifiers of RFC 8693 section 3.</summary>
internal static class TokenTypes
{
    public const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    public const string IdToken = "urn:ietf:params:oauth:token-type:id_token";
    public const string Jwt = "urn:ietf:params:oauth:token-type:jwt";
    public const string RefreshToken = "urn:ietf:params:oauth:token-type:refresh_token";
    public const string Saml2 = "urn:ietf:params:oauth:token-type:saml2";

    /// <summary>The <c>token_type</c> of what isn't an access token.</summary>
    public const string NotApplicable = "N_A";
}
