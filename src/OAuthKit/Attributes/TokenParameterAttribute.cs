namespace OAuthKit;

/// <summary>
/// A further parameter of the token request, for what an authorization server understands beyond the standards. On a
/// method it replaces the interface's parameter of the same name. It is part of the key under which the token is kept.
/// </summary>
/// <param name="name">The parameter's name. Parameters that OAuthKit sets itself (such as <c>grant_type</c>, <c>client_id</c>, <c>scope</c>) are refused.</param>
/// <param name="value">The parameter's value. Never a secret: it stands in the compiled program.</param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class TokenParameterAttribute(string name, string value) : Attribute
{
    /// <summary>The parameter's name.</summary>
    public string Name { get; } = name;

    /// <summary>The parameter's value.</summary>
    public string Value { get; } = value;
}
