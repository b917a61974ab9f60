namespace OAuthKit.Generators.Tests;

internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "Directory.Packages.props")) ? directory : Find(Path.GetDirectoryName(directory)!);
}
