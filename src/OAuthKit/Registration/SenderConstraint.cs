namespace OAuthKit;

/// <summary>What the tokens of a client are bound to, so that they are worth nothing to whoever takes them away.</summary>
public enum SenderConstraint
{
    /// <summary>Nothing: whoever has a token can use it.</summary>
    None,

    /// <summary>A key, of which each request shows a proof (<see href="https://www.rfc-editor.org/rfc/rfc9449">RFC 9449</see>).</summary>
    Dpop,

    /// <summary>A certificate that is shown in TLS (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705 section 3</see>).</summary>
    MutualTls,
}
