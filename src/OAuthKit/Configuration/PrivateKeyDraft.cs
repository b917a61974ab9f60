namespace OAuthKit;

/// <summary>The key of a client while it is read from a section.</summary>
internal sealed class PrivateKeyDraft
{
    public string? Path { get; set; }

    public string? Password { get; set; }

    public string? KeyId { get; set; }

    public string? Algorithm { get; set; }
}
