using System.Text.Json;

namespace OAuthKit;

/// <summary>The private keys of a file: PEM, one JWK, or a set of them, told apart by what the file holds.</summary>
internal static class DecryptionKeyFile
{
    public static IReadOnlyList<DecryptionKey> Read(string path)
    {
        var text = ReadText(path).Trim();
        return text.StartsWith('{') ? ReadJwks(text) : [ReadPem(text)];
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ArgumentException($"The file \"{ServerText.Clean(path)}\" can't be read. Check that it is there, and that the program may read it.");
        }
    }

    private static DecryptionKey ReadPem(string text)
    {
        try
        {
            return DecryptionKey.FromRsaPem(text);
        }
        catch (ArgumentException)
        {
            try
            {
                return DecryptionKey.FromEcPem(text);
            }
            catch (ArgumentException)
            {
                throw new ArgumentException("The file holds no private RSA or EC key in PEM without a password, no JWK and no set of them.");
            }
        }
    }

    private static List<DecryptionKey> ReadJwks(string text)
    {
        using var document = StrictJson.ParseObject(System.Text.Encoding.UTF8.GetBytes(text))
            ?? throw new ArgumentException("The file isn't one JSON object without duplicate names.");
        if (!document.RootElement.TryGetProperty(JoseNames.Keys, out var keys))
        {
            return [DecryptionKey.FromJwk(text)];
        }

        var result = new List<DecryptionKey>();
        if (keys.ValueKind == JsonValueKind.Array)
        {
            foreach (var key in keys.EnumerateArray())
            {
                result.Add(DecryptionKey.FromJwk(key.GetRawText()));
            }
        }

        return result.Count > 0 ? result : throw new ArgumentException("The set of keys in the file is empty.");
    }
}
