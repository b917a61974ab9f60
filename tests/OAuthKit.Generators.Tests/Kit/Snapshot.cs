using DiffPlex.Renderer;

namespace OAuthKit.Generators.Tests;

/// <summary>
/// Compares text with a file under <c>Snapshots/</c>. A difference leaves a <c>.received</c> file beside it;
/// <c>UPDATE_SNAPSHOTS=1</c> accepts.
/// </summary>
internal static class Snapshot
{
    public static void Matches(string received, string directory, string hint) =>
        Matches(received, directory, hint, Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1");

    public static void Matches(string received, string directory, string hint, bool accept)
    {
        var stem = Path.Combine(directory, hint[..^".g.cs".Length]);
        var verifiedPath = stem + ".verified.cs";
        var receivedPath = stem + ".received.cs";
        received = Normalize(received);
        var verified = File.Exists(verifiedPath) ? Normalize(File.ReadAllText(verifiedPath)) : "";
        if (received == verified)
        {
            File.Delete(receivedPath);
            return;
        }

        Directory.CreateDirectory(directory);
        if (accept)
        {
            File.WriteAllText(verifiedPath, received);
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, received);
        Assert.Fail($"{verifiedPath} differs:\n{UnidiffRenderer.GenerateUnidiff(verified, received)}");
    }

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
