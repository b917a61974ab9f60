using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace OAuthKit.Docs.Tests;

/// <summary>Holds docs/security.md against the rows, the sources and the tests.</summary>
public sealed partial class SecurityPageTests
{
    private const string Begin = "<!-- table: begin -->\n";
    private const string End = "<!-- table: end -->";

    private static readonly string _root = Path.GetFullPath(Path.Combine(Folder(), "..", ".."));

    private static readonly string _page = Read("docs/security.md");

    [Fact]
    public async Task The_table_is_the_one_that_the_script_prints_and_every_row_has_a_test()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is one of bash.");
        using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(_root, "tests", "security-table.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var table = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(script.ExitCode == 0, await error);
        Assert.True(_page.Contains(Begin + table + "\n" + End, StringComparison.Ordinal), "docs/security.md isn't up to date: put the output of tests/security-table.sh between its marks.");
    }

    [Fact]
    public void Thirty_checks_or_more_were_disabled_and_each_was_noticed()
    {
        string[] rows = [.. _page[_page.IndexOf(End, StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith("| R", StringComparison.Ordinal))];
        string[] listed = [.. ListedRow.Matches(Read("tests/disable-checks.py")).Select(match => match.Groups[1].Value)];

        Assert.True(rows.Length >= 30);
        Assert.Equal(listed, rows.Select(row => row.Split('|')[1].Trim()));
        Assert.All(rows, row => Assert.Contains("`R", row, StringComparison.Ordinal));
    }

    [Fact]
    public void The_tests_that_noticed_are_there()
    {
        string[] sources = [.. Directory.EnumerateFiles(Path.Combine(_root, "tests", "OAuthKit.Runtime.Tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)];

        Assert.All(
            TestName.Matches(_page[_page.IndexOf(End, StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value),
            test => Assert.Contains(sources, source => source.Contains($" {test}(", StringComparison.Ordinal)));
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(_root, file)).ReplaceLineEndings("\n");

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("""^    \("(R\d{3})", """, RegexOptions.Multiline)]
    private static partial Regex ListedRow { get; }

    [GeneratedRegex(@"`(R\d{3}_\w+)`")]
    private static partial Regex TestName { get; }
}
