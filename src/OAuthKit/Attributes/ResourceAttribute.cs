namespace OAuthKit;

/// <summary>
/// The protected resources that the token is for, as absolute URIs without a fragment
/// (<see href="https://www.rfc-editor.org/rfc/rfc8707#section-2">RFC 8707 section 2</see>). On a method it replaces the
/// resources of the interface, or adds to them with <see cref="Add"/>.
/// </summary>
/// <param name="resources">One resource an argument; each is sent as a <c>resource</c> parameter of its own.</param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class ResourceAttribute(params string[] resources) : Attribute
{
    /// <summary>The resources, in the order given.</summary>
    public IReadOnlyList<string> Resources { get; } = resources;

    /// <summary>On a method: these resources are added to those of the interface. The default, false, replaces them.</summary>
    public bool Add { get; set; }
}
