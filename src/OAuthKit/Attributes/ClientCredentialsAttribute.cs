namespace OAuthKit;

/// <summary>
/// The calls use a token of the application itself, from the client credentials grant
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749 section 4.4</see>). On a method it replaces
/// the grant of the interface.
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class ClientCredentialsAttribute : Attribute;
