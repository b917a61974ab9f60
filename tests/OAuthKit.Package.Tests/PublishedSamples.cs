namespace OAuthKit.Package.Tests;

/// <summary>The sample, a program with client credentials only, the same with the least of OAuthKit, and the program without it, published once.</summary>
public sealed class PublishedSamples : IAsyncLifetime
{
    private static readonly string[] _linkers = ["clang", "gcc"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oauthkit-aot-");

    public string Folder => _folder.FullName;

    public string Sample => Path.Combine(Folder, "sample", "AotWorker");

    /// <summary>A program with client credentials only.</summary>
    public string Small => Path.Combine(Folder, "small", "OAuthKit.AotMinimal");

    /// <summary>The same, with the least of OAuthKit.</summary>
    public string Minimal => Path.Combine(Folder, "minimal", "OAuthKit.AotMinimal");

    public string Baseline => Path.Combine(Folder, "baseline", "OAuthKit.AotBaseline");

    /// <summary>What the compilers said.</summary>
    public string Log { get; private set; } = "";

    public static bool CanLink =>
        OperatingSystem.IsLinux()
        && File.Exists("/usr/include/zlib.h")
        && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(path => _linkers.Any(linker => File.Exists(Path.Combine(path, linker))));

#pragma warning disable CA1822 // It reads as a question to the fixture.
    public void SkipWhereItCantBeLinked() =>
        Assert.SkipUnless(CanLink, "NativeAOT needs a linker and zlib: on Debian, apt-get install gcc zlib1g-dev.");
#pragma warning restore CA1822

    public async ValueTask InitializeAsync()
    {
        if (CanLink)
        {
            Log += await PublishAsync(Repository.PathOf("samples", "AotWorker"), "sample");
            Log += await PublishAsync(Repository.PathOf("tests", "OAuthKit.AotMinimal"), "small");
            Log += await PublishAsync(Repository.PathOf("tests", "OAuthKit.AotMinimal"), "minimal", "-p:OAuthKitMinimalClients=true");
            Log += await PublishAsync(Repository.PathOf("tests", "OAuthKit.AotBaseline"), "baseline");
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string> PublishAsync(string project, string output, params string[] properties) =>
        (await Command.RunAsync(
            Repository.Root,
            new Dictionary<string, string>(),
            "dotnet",
            ["publish", project, "-c", "Release", "-o", Path.Combine(Folder, output), "--artifacts-path", Path.Combine(Folder, "artifacts"), "-v", "minimal", .. properties])).Succeeded().Output;
}
