namespace OAuthKit;

/// <summary>Endpoints given by hand. They stand in place of discovery, or override what it says.</summary>
public sealed class ServerEndpoints
{
    /// <summary>The token endpoint, an absolute https URL (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 section 3.2</see>).</summary>
    public string? Token { get; init; }
}
