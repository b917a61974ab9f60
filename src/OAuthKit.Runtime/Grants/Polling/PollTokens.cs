namespace OAuthKit;

/// <summary>The user agreed, and here are the tokens.</summary>
public sealed class PollTokens : PollResult
{
    internal PollTokens(TokenSet tokens) => Tokens = tokens;

    /// <inheritdoc/>
    public override bool IsFinal => true;

    /// <summary>The tokens.</summary>
    public TokenSet Tokens { get; }
}
