namespace OAuthKit.Testing;

/// <summary>Why an authorization request is refused, and where the client is told; nowhere where the redirect URI isn't known to be the client's.</summary>
internal sealed class SignInRefusal(string error, string? description, SignInTarget? target = null)
{
    public string Error { get; } = error;

    public string? Description { get; } = description;

    public SignInTarget? Target { get; } = target;
}
