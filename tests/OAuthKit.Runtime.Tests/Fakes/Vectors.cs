using System.Text.Json;

namespace OAuthKit;

/// <summary>Published test vectors, kept in the folder of that name.</summary>
internal static class Vectors
{
    public static JsonElement Read(string file)
    {
        using var stream = typeof(Vectors).Assembly.GetManifestResourceStream(file)!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    public static JsonElement Find(string file, string kind, string id) =>
        Read(file).GetProperty(kind).EnumerateArray().Single(vector => vector.GetProperty("id").GetString() == id);

    public static string Text(this JsonElement vector, string member) => vector.GetProperty(member).GetString()!;
}
