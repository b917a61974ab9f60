namespace OAuthKit.Package.Tests;

/// <summary>The tool, packed and installed, and compiled ahead of time; once.</summary>
public sealed class PublishedTool : IAsyncLifetime
{
    private static readonly Dictionary<string, string> _quiet = new() { ["DOTNET_NOLOGO"] = "1" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oauthkit-tool-");

    public string Folder => _folder.FullName;

    /// <summary>The program that <c>dotnet tool install</c> made.</summary>
    public string Installed => Path.Combine(Folder, "tools", "oauthkit");

    /// <summary>The program that was compiled ahead of time.</summary>
    public string Native => Path.Combine(Folder, "native", "oauthkit");

    /// <summary>What it starts: the assembly.</summary>
    public string Assembly => Directory.GetFiles(Path.Combine(Folder, "tools", ".store"), "oauthkit.dll", SearchOption.AllDirectories).Single();

    /// <summary>What the compiler said.</summary>
    public string Log { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var feed = Path.Combine(Folder, "feed");
        var project = Repository.PathOf("src", "OAuthKit.Tool", "OAuthKit.Tool.csproj");
        var artifacts = Path.Combine(Folder, "artifacts");
        await RunAsync("pack", project, "-c", "Release", "-o", feed, "--artifacts-path", artifacts, "-v", "quiet");
        var configuration = Path.Combine(Folder, "nuget.config");
        await File.WriteAllTextAsync(configuration, $"""<configuration><packageSources><clear /><add key="oauthkit" value="{feed}" /></packageSources></configuration>""");
        await RunAsync("tool", "install", "OAuthKit.Tool", "--version", PackedFeed.Version, "--tool-path", Path.Combine(Folder, "tools"), "--configfile", configuration);
        if (PublishedSamples.CanLink)
        {
            Log = await RunAsync("publish", project, "-c", "Release", "-p:PublishAot=true", "--use-current-runtime", "-o", Path.Combine(Folder, "native"), "--artifacts-path", Path.Combine(Folder, "native-artifacts"), "-v", "minimal");
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string> RunAsync(params string[] arguments) =>
        (await Command.RunAsync(Folder, _quiet, "dotnet", arguments)).Succeeded().Output;
}
