namespace OAuthKit;

/// <summary>
/// The calls use a token that is had for another one, that of the user on whose behalf they are made
/// (<see href="https://www.rfc-editor.org/rfc/rfc8693#section-2.1">RFC 8693 section 2.1</see>). On a method it replaces the
/// grant of the interface.
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class TokenExchangeAttribute : Attribute;
