namespace OAuthKit;

/// <summary>
/// The scopes to ask for (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749 section 3.3</see>). On a
/// method it replaces the scopes of the interface, or adds to them with <see cref="Add"/>. What stands here wins over
/// <c>Scopes</c> in the configuration, which fills in where there is no attribute.
/// </summary>
/// <param name="scopes">One scope an argument.</param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class ScopesAttribute(params string[] scopes) : Attribute
{
    /// <summary>The scopes, in the order given.</summary>
    public IReadOnlyList<string> Scopes { get; } = scopes;

    /// <summary>On a method: these scopes are added to those of the interface. The default, false, replaces them.</summary>
    public bool Add { get; set; }
}
