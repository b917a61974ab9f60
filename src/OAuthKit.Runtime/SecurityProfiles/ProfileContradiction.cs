namespace OAuthKit;

/// <summary>A setting that a security profile doesn't allow.</summary>
internal sealed class ProfileContradiction(string setting, string sentence)
{
    /// <summary>The property of the client, which the configuration finds its key by.</summary>
    public string Setting { get; } = setting;

    /// <summary>What is wrong, and what to do.</summary>
    public string Sentence { get; } = sentence;
}
