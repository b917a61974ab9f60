using System.Text.RegularExpressions;

namespace OAuthKit.Tests;

/// <summary>
/// Holds the code blocks of a page against compiled code. A block of C# or JSON stands right after a comment that names a region:
/// <c>&lt;!-- snippet: Name --&gt;</c>, and equals the text between <c>#region Name</c> and <c>#endregion</c> of one of the sources.
/// Blocks of other languages are not looked at, and neither are those after <c>&lt;!-- not compiled: reason --&gt;</c>.
/// </summary>
internal static partial class DocSnippets
{
    /// <summary>Fails where a block has no region or differs from it, or where a page has no block at all.</summary>
    /// <param name="page">The page, from the root of the repository.</param>
    /// <param name="sources">The files with the regions, from the root of the repository.</param>
    public static void Verify(string page, params string[] sources)
    {
        var regions = sources.SelectMany(source => ReadRegions(File.ReadAllText(Locate(source)))).ToDictionary(StringComparer.Ordinal);
        var faults = FindFaults(File.ReadAllText(Locate(page)), regions);
        Assert.True(faults.Count == 0, page + ":\n" + string.Join("\n", faults));
    }

    public static IReadOnlyList<string> FindFaults(string markdown, IReadOnlyDictionary<string, string> regions)
    {
        var faults = new List<string>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match block in Blocks().Matches(Normalize(markdown)))
        {
            if (block.Groups["reason"].Success)
            {
                continue;
            }

            var name = block.Groups["name"].Value;
            var code = block.Groups["code"].Value.TrimEnd('\n');
            if (name.Length == 0)
            {
                faults.Add($"A block of code isn't preceded by <!-- snippet: Name -->:\n{code}");
            }
            else if (!regions.TryGetValue(name, out var region))
            {
                faults.Add($"No source has a #region {name}.");
            }
            else if (used.Add(name) && region != code)
            {
                faults.Add($"The block {name} differs from its region, which is:\n{region}");
            }
        }

        if (used.Count == 0)
        {
            faults.Add("The page shows no snippet.");
        }

        return faults;
    }

    public static IReadOnlyDictionary<string, string> ReadRegions(string source) =>
        Regions().Matches(Normalize(source)).ToDictionary(match => match.Groups["name"].Value, match => Dedent(match.Groups["code"].Value), StringComparer.Ordinal);

    private static string Locate(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The tests don't run inside the repository."), path);
    }

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Dedent(string code)
    {
        var lines = code.Trim('\n').TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indent..] : line));
    }

    [GeneratedRegex(@"^ *#region (?<name>\w+)\n(?<code>.*?)^ *#endregion", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Regions();

    [GeneratedRegex(@"(?:^<!-- (?:snippet: (?<name>\w+)|not compiled: (?<reason>[^\n]+)) -->\n)?^```(?:csharp|cs|c#|json|jsonc)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
