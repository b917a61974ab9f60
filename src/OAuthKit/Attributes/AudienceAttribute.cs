namespace OAuthKit;

/// <summary>
/// The audience of the token, sent as the parameter <c>audience</c>, by which several authorization servers (Auth0 among
/// them) choose the API. On a method it replaces the audience of the interface.
/// </summary>
/// <param name="audience">The name by which the authorization server knows the API.</param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class AudienceAttribute(string audience) : Attribute
{
    /// <summary>The audience.</summary>
    public string Audience { get; } = audience;
}
