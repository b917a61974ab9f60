namespace OAuthKit;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oauthkit-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    /// <summary>Writes over what is there. Where many files follow each other, this spares the disk what an empty file in between costs.</summary>
    public string Overwrite(string name, byte[] content)
    {
        using var file = File.OpenHandle(PathOf(name), FileMode.OpenOrCreate, FileAccess.Write);
        RandomAccess.Write(file, content, 0);
        RandomAccess.SetLength(file, content.Length);
        return PathOf(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
