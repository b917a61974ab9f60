using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OAuthKit.Generators.Tests;

/// <summary>What the pages show is what happens.</summary>
public sealed partial class DiagnosticPagesTests
{
    private const string Order = "\npublic sealed record Order(int Id);";

    private static readonly string _pages = Path.Combine(Repository.Root, "docs", "diagnostics");

    public static TheoryData<string> Ids => [.. Descriptors.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_first_block_is_reported_and_the_second_is_not(string id)
    {
        var blocks = Blocks().Matches(File.ReadAllText(Path.Combine(_pages, id + ".md"))).Select(match => match.Groups["code"].Value).ToArray();
        Assert.Equal(2, blocks.Length);

        var reported = await Analyze(blocks[0]);
        Assert.Equal([id], reported.Select(diagnostic => diagnostic.Id).Distinct());

        var silent = await Analyze(blocks[1]);
        Assert.Empty(silent.Select(diagnostic => diagnostic.ToString()));
        Generated.From(blocks[1] + Order).AssertNoWarnings();
    }

    [Fact]
    public void Every_diagnostic_has_a_page_and_every_page_a_diagnostic()
    {
        var pages = Directory.GetFiles(_pages, "OAK*.md").Select(Path.GetFileNameWithoutExtension).Order();
        Assert.Equal(Descriptors.Select(rule => rule.Id).Order(), pages);
    }

    [Fact]
    public void Every_page_and_the_index_give_title_and_severity()
    {
        var index = File.ReadAllText(Path.Combine(_pages, "README.md"));
        foreach (var rule in Descriptors)
        {
            var page = File.ReadAllText(Path.Combine(_pages, rule.Id + ".md"));
            Assert.StartsWith($"# {rule.Id}: {rule.Title}\n\n**{rule.DefaultSeverity}**", page, StringComparison.Ordinal);
            Assert.Contains($"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.DefaultSeverity} |", index, StringComparison.Ordinal);
            Assert.Equal($"https://github.com/oauthkit/oauthkit/blob/main/docs/diagnostics/{rule.Id}.md", rule.HelpLinkUri);
        }
    }

    private static IEnumerable<DiagnosticDescriptor> Descriptors => AnalyzerRun.All.SelectMany(analyzer => analyzer.SupportedDiagnostics);

    private static async Task<IReadOnlyList<Diagnostic>> Analyze(string source)
    {
        var compilation = Generated.From(source + Order).Output;
        var found = await compilation.WithAnalyzers([.. AnalyzerRun.All]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found];
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
