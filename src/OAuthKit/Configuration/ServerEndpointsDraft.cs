namespace OAuthKit;

/// <summary>The endpoints of a section while it is read.</summary>
internal sealed class ServerEndpointsDraft
{
    public string? Token { get; set; }
}
