namespace OAuthKit;

/// <summary>What an encrypted JWT of one use must be, fixed before one is seen.</summary>
internal sealed class JweRules(string subject, string algorithm, ContentEncryption content, IReadOnlyList<DecryptionKey> keys)
{
    public string Subject { get; } = subject;

    public string Algorithm { get; } = algorithm;

    public ContentEncryption Content { get; } = content;

    public IReadOnlyList<DecryptionKey> Keys { get; } = keys;
}
