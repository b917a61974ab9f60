namespace OAuthKit;

/// <summary>
/// The token is bound to a key by DPoP, and each call shows a proof of that key
/// (<see href="https://www.rfc-editor.org/rfc/rfc9449">RFC 9449</see>): a token that was taken away is worth nothing without it. On
/// a method it replaces what the interface says. The key is one in memory, unless the configuration of the client names a file
/// (<c>Dpop:Path</c>).
/// </summary>
/// <param name="isBound">False asks for tokens that are bound to no key, where the interface asks for bound ones.</param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class DpopAttribute(bool isBound = true) : Attribute
{
    /// <summary>Whether the token is bound to a key.</summary>
    public bool IsBound { get; } = isBound;
}
