namespace OAuthKit.Package.Tests;

/// <summary>The packages, packed once into a folder outside the tree, which consumers restore from.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    public const string Version = "0.1.0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oauthkit-package-");

    /// <summary>Where the packages are.</summary>
    public string Feed => Path.Combine(_folder.FullName, "feed");

    /// <summary>A package folder of its own, so that no package of an earlier run is taken for the new one; what is on the machine already is read from there.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "packages"),
        ["NUGET_FALLBACK_PACKAGES"] = GlobalPackages,
        ["DOTNET_NOLOGO"] = "1",
    };

    private static string GlobalPackages =>
        System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public async ValueTask InitializeAsync()
    {
        // Found there it would be taken for the packed one, and the tests would prove nothing.
        foreach (var package in (string[])["oauthkit", "oauthkit.runtime"])
        {
            var stale = Path.Combine(GlobalPackages, package, Version);
            Assert.False(Directory.Exists(stale), $"A consumer would get an older package than the one packed here: delete {stale}.");
        }

        Directory.CreateDirectory(Feed);
        // Build output of its own: the tests that run beside this one use that of the tree.
        var artifacts = Path.Combine(_folder.FullName, "artifacts");
        foreach (var project in (string[])["OAuthKit.Runtime", "OAuthKit"])
        {
            (await Command.RunAsync(Repository.Root, new Dictionary<string, string>(), "dotnet", "pack", Repository.PathOf("src", project, project + ".csproj"), "-c", "Release", "-o", Feed, "--artifacts-path", artifacts, "-v", "quiet")).Succeeded();
        }
    }

    /// <summary>A new folder outside the tree that knows the feed, and the registries that the machine knows.</summary>
    public string CreateConsumer(string name)
    {
        var consumer = Directory.CreateDirectory(Path.Combine(_folder.FullName, name)).FullName;
        File.WriteAllText(Path.Combine(consumer, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="oauthkit" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        return consumer;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
