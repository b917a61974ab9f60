namespace OAuthKit.Fuzz.Targets;

/// <summary>One reader, its corpus, and what must hold of it.</summary>
internal abstract class Target(string name)
{
    public string Name { get; } = name;

    public abstract IReadOnlyList<byte[]> Corpus { get; }

    /// <summary>Whether the input was accepted. Throws where the reader breaks its word.</summary>
    public abstract Task<bool> RunAsync(byte[] input);

    /// <summary>The files of a folder of the corpus, without the end of line that editors add.</summary>
    protected static List<byte[]> Read(string folder) =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus", folder)).Order(StringComparer.Ordinal).Select(path => File.ReadAllBytes(path).AsSpan().TrimEnd("\r\n"u8).ToArray())];

    protected static void Require(bool condition, string sentence)
    {
        if (!condition)
        {
            throw new InvalidOperationException(sentence);
        }
    }

    /// <summary>A typed error says which rule was broken.</summary>
    protected static bool Refused(OAuthException e)
    {
        Require(e.Code.Length > 0, "An OAuthException without a code.");
        return false;
    }
}
