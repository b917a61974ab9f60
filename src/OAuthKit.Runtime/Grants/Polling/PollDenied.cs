namespace OAuthKit;

/// <summary>The user, or the server on their behalf, said no: <c>access_denied</c>.</summary>
public sealed class PollDenied : PollResult
{
    internal PollDenied(OAuthServerException refusal) => Refusal = refusal;

    /// <inheritdoc/>
    public override bool IsFinal => true;

    /// <summary>The server's refusal.</summary>
    public OAuthServerException Refusal { get; }
}
