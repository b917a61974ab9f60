namespace OAuthKit;

/// <summary>The members of introspection responses (RFC 7662 section 2.2, RFC 9701 section 5).</summary>
internal static class IntrospectionNames
{
    public const string Active = "active";
    public const string TokenIntrospection = "token_introspection";
    public const string Username = "username";

    /// <summary>The type of the response as a JWT.</summary>
    public const string Type = "token-introspection+jwt";

    /// <summary>Its media type.</summary>
    public const string MediaType = "application/token-introspection+jwt";
}
