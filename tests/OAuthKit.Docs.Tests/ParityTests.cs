using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace OAuthKit.Docs.Tests;

public sealed partial class ParityTests
{
    private static readonly string _root = Path.GetFullPath(Path.Combine(Folder(), "..", ".."));

    private static readonly string[] _sources = [.. Directory.EnumerateFiles(Path.Combine(_root, "tests"), "*.cs", SearchOption.AllDirectories).Where(file => !Built.IsMatch(file)).Select(File.ReadAllText)];

    private static readonly HashSet<string> _tests = [.. _sources.SelectMany(ParityPage.TestsIn)];

    [Fact]
    public void The_page_and_the_tests_cover_every_statement_and_the_page_names_what_exists()
    {
        var faults = ParityPage.FindFaults(Read("docs/parity.md"), _tests);

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void The_tests_of_a_source_are_found_under_their_class() => Assert.Equal(
        ["OneTests.S001_A", "OneTests.B", "TwoTests.C"],
        ParityPage.TestsIn("public sealed class OneTests\n{\n    [Fact]\n    public void S001_A() =>\n    private class Fake\n    public async Task B(string x)\n    private void Not()\npublic class TwoTests : X\n    public static void C()"));

    [Theory]
    [InlineData("| S002 to S166 | x | y |", "S001 is neither in the name of a test nor in the table of statements.", "S167 is neither in the name of a test nor in the table of statements.")]
    [InlineData("| S002 to S166 | x | not yet: DPoP |\n| S001, S167 | x | y |\nSee `ATests.S005_Gone` and `S006_Gone`.", "There is no test ATests.S005_Gone.", "There is no test S006_Gone.")]
    [InlineData("| S001 to S167 | x | y |\n| S005 | x | not yet: DPoP |", "S005 is \"not yet\", but has a test.")]
    [InlineData("| S001 to S168 | x | y |", "S168 is no statement.")]
    [InlineData("| a | OAuthKit | shown by |\n| one | Two | |\n| two | not yet: DPoP | |\n| three | no: it isn't | |\n| four | Four | some text |\n| a | b | OAuthKit |\n| S001 to S167 | x | y |", "\"one\" shows no test, and says neither \"not yet\" nor \"no\".", "\"four\" shows no test, and says neither \"not yet\" nor \"no\".")]
    public void What_is_wrong_with_a_page_is_told(string page, params string[] faults) =>
        Assert.Equal(faults, ParityPage.FindFaults(page, new HashSet<string> { "ATests.R001_S005_A", "ATests.S006_B" }));

    [Fact]
    public void S167_Every_page_with_code_is_held_by_a_test()
    {
        var pages = Directory.GetFiles(Path.Combine(_root, "docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}").Append("README.md");

        var shown = pages.Where(page => Code.IsMatch(Read(page))).ToArray();

        Assert.Contains("README.md", shown);
        Assert.All(shown, page => Assert.Contains(_sources, source => source.Contains($"\"{page}\"", StringComparison.Ordinal)));
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(_root, page));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Built { get; }

    [GeneratedRegex("^```(csharp|cs|json)", RegexOptions.Multiline)]
    private static partial Regex Code { get; }
}
