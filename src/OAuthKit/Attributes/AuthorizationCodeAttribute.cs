namespace OAuthKit;

/// <summary>
/// The calls use a token of the user, who signs in by the browser
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1">RFC 6749 section 4.1</see>, with PKCE:
/// <see href="https://www.rfc-editor.org/rfc/rfc7636">RFC 7636</see>). On a method it replaces the grant of the interface.
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class AuthorizationCodeAttribute : Attribute;
