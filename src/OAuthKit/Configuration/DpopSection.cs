namespace OAuthKit;

/// <summary>The keys of <c>Dpop</c> of a client: which key its tokens are bound to.</summary>
internal static class DpopSection
{
    private const string Path = "Path";

    /// <summary>What to say about keys that aren't known, of any section of a private key.</summary>
    public static KeyAdvice Advice { get; } = new(
        $"""
        File={Path}
        KeyFile={Path}
        KeyPath={Path}
        PrivateKey={Path}
        Pem={Path}
        Pfx={Path}
        Passphrase=Password
        Kid=KeyId
        Alg=Algorithm
        SigningAlgorithm=Algorithm
        """,
        ["StoreName", "StoreLocation", "Thumbprint", "Subject"]);

    public static ConfigurationTable Table { get; } = new(
        [
            new KeyOf<PrivateKeyDraft>(Path, ConfigurationShape.Text, static (value, draft) => draft.Path = value.Text()),
            new KeyOf<PrivateKeyDraft>("Password", ConfigurationShape.Text, static (value, draft) => draft.Password = value.Text()),
            new KeyOf<PrivateKeyDraft>("KeyId", ConfigurationShape.Text, static (value, draft) => draft.KeyId = value.Text()),
            new KeyOf<PrivateKeyDraft>("Algorithm", ConfigurationShape.Text, static (value, draft) => draft.Algorithm = value.Text(DpopKey.CheckAlgorithm)),
        ],
        Advice);

    public static DpopOptions? Read(ConfigurationValue value)
    {
        var draft = new PrivateKeyDraft();
        value.Read(Table, draft);
        if (draft.Path is { } path)
        {
            DpopKey? key = null;
            value.Check(Path, () => key = ReadKey(path, draft));
            return key is null ? null : new DpopOptions { Key = key };
        }

        if (draft.Password is not null || draft.KeyId is not null)
        {
            value.Add(Path, "is missing. Give the file of the private key, or neither Password nor KeyId: without a file the key is one in memory.");
        }

        return draft.Algorithm is { } algorithm ? new DpopOptions { Algorithm = algorithm } : null;
    }

    private static DpopKey ReadKey(string path, PrivateKeyDraft draft)
    {
        try
        {
            return DpopKey.FromFile(path, new SigningKeyOptions { Password = draft.Password, KeyId = draft.KeyId, Algorithm = draft.Algorithm });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ArgumentException($"The file \"{ServerText.Clean(path)}\" can't be read. Check that it is there, and that the program may read it.");
        }
    }
}
