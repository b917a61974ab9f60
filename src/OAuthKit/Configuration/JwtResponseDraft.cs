namespace OAuthKit;

/// <summary>How JWTs of one kind are signed, while it is read from a section.</summary>
internal sealed class JwtResponseDraft
{
    public string? SignedResponseAlg { get; set; }
}
