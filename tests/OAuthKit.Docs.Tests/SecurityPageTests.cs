using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OAuthKit.Docs.Tests;

/// <summary>Holds docs/security.md against the rows, the sources and the tests.</summary>
public sealed partial class SecurityPageTests
{
    private const string Begin = "<!-- table: begin -->\n";
    private const string End = "<!-- table: end -->";

    private static readonly string _root = Path.GetFullPath(Path.Combine(Folder(), "..", ".."));

    private static readonly string _page = Read("docs/security.md");

    private static readonly JsonElement[] _checks = [.. JsonElement.Parse(Read("tests/disabled-checks.json")).EnumerateArray()];

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

        Assert.True(rows.Length >= 30);
        Assert.Equal(
            _checks.Select(check => $"| {Text(check, "row")} | {Text(check, "what")} (`{Text(check, "file")}`) "),
            rows.Select(row => row[..(row.LastIndexOf('|', row.Length - 2))]));
        Assert.All(rows, row => Assert.EndsWith("` |", row, StringComparison.Ordinal));
    }

    // As tests/disable-checks.py does it, which nobody runs every day.
    [Fact]
    public void Each_check_that_the_script_disables_still_stands_in_its_file_once()
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var check in _checks)
        {
            var file = Text(check, "file");
            var source = sources.GetValueOrDefault(file) ?? Read($"src/OAuthKit.Runtime/{file}");
            Assert.NotEqual(0, check.GetProperty("edits").GetArrayLength());
            foreach (var edit in check.GetProperty("edits").EnumerateArray())
            {
                Assert.True(
                    source.Split(Text(edit, "old")).Length == 2,
                    $"{Text(check, "row")}: this doesn't stand in {file} once. Correct tests/disabled-checks.json, and run tests/disable-checks.py {Text(check, "row")}:\n{Text(edit, "old")}");
                Assert.Contains("Off.", Text(edit, "new"), StringComparison.Ordinal);
                source = source.Replace(Text(edit, "old"), Text(edit, "new"), StringComparison.Ordinal);
            }

            sources[file] = source;
        }
    }

    [Fact]
    public void What_was_disabled_stands_where_the_table_says()
    {
        var files = Read("tests/security-rows.txt").Split('\n').Where(line => line.StartsWith('R')).ToDictionary(line => line[..4], line => line.Split('|')[3].Split(", "));

        // Some that were disabled are of rows less grave than those of the table.
        Assert.All(_checks.Where(check => files.ContainsKey(Text(check, "row"))), check => Assert.Contains(Text(check, "file"), files[Text(check, "row")]));
    }

    [Fact]
    public void The_tests_that_noticed_are_there()
    {
        string[] sources = [.. Directory.EnumerateFiles(Path.Combine(_root, "tests", "OAuthKit.Runtime.Tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)];

        Assert.All(
            TestName.Matches(_page[_page.IndexOf(End, StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value),
            test => Assert.Contains(sources, source => source.Contains($" {test}(", StringComparison.Ordinal)));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Read(string file) => File.ReadAllText(Path.Combine(_root, file)).ReplaceLineEndings("\n");

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"`(R\d{3}_\w+)`")]
    private static partial Regex TestName { get; }
}
