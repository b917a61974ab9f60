namespace OAuthKit;

/// <summary>The keys of <c>PrivateKey</c> of a client: the file of the key that signs its assertions.</summary>
internal static class PrivateKeySection
{
    private const string Path = "Path";

    public static ConfigurationTable Table { get; } = new(
        [
            new KeyOf<PrivateKeyDraft>(Path, ConfigurationShape.Text, static (value, draft) => draft.Path = value.Text()),
            new KeyOf<PrivateKeyDraft>("Password", ConfigurationShape.Text, static (value, draft) => draft.Password = value.Text()),
            new KeyOf<PrivateKeyDraft>("KeyId", ConfigurationShape.Text, static (value, draft) => draft.KeyId = value.Text()),
            new KeyOf<PrivateKeyDraft>("Algorithm", ConfigurationShape.Text, static (value, draft) => draft.Algorithm = value.Text()),
        ],
        DpopSection.Advice);

    public static JwsSigner? Read(ConfigurationValue value)
    {
        var draft = new PrivateKeyDraft();
        value.Read(Table, draft);
        if (draft.Path is not { } path)
        {
            if (draft.Password is not null || draft.KeyId is not null || draft.Algorithm is not null)
            {
                value.Add(Path, "is missing. Give the file of the private key.");
            }

            return null;
        }

        SigningKeyFile? key = null;
        value.Check(Path, () => key = ReadFile(path, draft));
        return key;
    }

    // Read now, so that a file that is wrong is told when the program starts.
    private static SigningKeyFile ReadFile(string path, PrivateKeyDraft draft)
    {
        var key = new SigningKeyFile(path, new SigningKeyOptions { Password = draft.Password, KeyId = draft.KeyId, Algorithm = draft.Algorithm });
        try
        {
            _ = key.Algorithm;
            return key;
        }
        catch (InvalidOperationException e)
        {
            throw new ArgumentException(e.Message);
        }
    }
}
