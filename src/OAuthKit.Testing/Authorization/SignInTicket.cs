namespace OAuthKit.Testing;

/// <summary>A request whose user has the page before them. It is answered once.</summary>
internal sealed class SignInTicket(SignInRequest request)
{
    private int _isUsed;

    public SignInRequest Request { get; } = request;

    public bool TryUse() => Interlocked.Exchange(ref _isUsed, 1) == 0;
}
