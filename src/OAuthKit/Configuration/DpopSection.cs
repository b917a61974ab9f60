namespace OAuthKit;

/// <summary>The keys of <c>Dpop</c> of a client: which key its tokens are bound to.</summary>
internal static class DpopSection
{
    private const string Path = "Path";

    public static ConfigurationTable Table { get; } = new(
        [
            new KeyOf<DpopDraft>(Path, ConfigurationShape.Text, static (value, draft) => draft.Path = value.Text()),
            new KeyOf<DpopDraft>("Password", ConfigurationShape.Text, static (value, draft) => draft.Password = value.Text()),
            new KeyOf<DpopDraft>("KeyId", ConfigurationShape.Text, static (value, draft) => draft.KeyId = value.Text()),
            new KeyOf<DpopDraft>("Algorithm", ConfigurationShape.Text, static (value, draft) => draft.Algorithm = value.Text(DpopKey.CheckAlgorithm)),
        ],
        new(
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["File"] = Path,
                ["KeyFile"] = Path,
                ["KeyPath"] = Path,
                ["PrivateKey"] = Path,
                ["Kid"] = "KeyId",
                ["Alg"] = "Algorithm",
                ["SigningAlgorithm"] = "Algorithm",
            },
            ["StoreName", "StoreLocation", "Thumbprint", "Subject"]));

    public static DpopOptions? Read(ConfigurationValue value)
    {
        var draft = new DpopDraft();
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

    private static DpopKey ReadKey(string path, DpopDraft draft)
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
