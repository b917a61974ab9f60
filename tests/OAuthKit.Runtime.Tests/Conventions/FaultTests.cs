using System.Reflection;
using System.Text.RegularExpressions;

namespace OAuthKit;

public sealed partial class FaultTests
{
    private static string[] Codes { get; } = [.. typeof(OAuthFault).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void Every_code_is_explained_in_the_catalogue_and_no_other()
    {
        var sections = Sections.Matches(Repository.Read("docs/errors.md")).Select(match => match.Groups["code"].Value);

        Assert.Equal(Codes.Order(StringComparer.Ordinal), sections.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_section_says_what_to_do()
    {
        var page = Repository.Read("docs/errors.md");

        Assert.All(page.Split("\n### ").Skip(1), section => Assert.Contains("**What to do:**", section, StringComparison.Ordinal));
    }

    [Fact]
    public void Codes_are_distinct_and_in_snake_case()
    {
        Assert.Equal(Codes.Length, Codes.Distinct().Count());
        Assert.All(Codes, code => Assert.Matches("^[a-z]+(_[a-z]+)*$", code));
    }

    [Fact]
    public void The_set_for_metrics_is_that_of_the_codes()
    {
        var all = ((string)typeof(OAuthFaults).GetField("All", BindingFlags.NonPublic | BindingFlags.Static)!.GetRawConstantValue()!).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(Codes.Order(StringComparer.Ordinal), all.Order(StringComparer.Ordinal));
        Assert.All(Codes, code => Assert.True(OAuthFaults.IsKnown(code)));
        Assert.All(["own", "", " ", "error", "server_error insufficient_scope", "server_error "], code => Assert.False(OAuthFaults.IsKnown(code)));
    }

    [Fact]
    public void Every_code_is_used()
    {
        string[] packages = ["OAuthKit.Runtime", "OAuthKit"];
        var sources = string.Join('\n', packages.SelectMany(package => Directory.GetFiles(Path.Combine(Repository.Root, "src", package), "*.cs", SearchOption.AllDirectories))
            .Where(file => Path.GetFileName(file) is not ("OAuthFault.cs" or "OAuthFaults.cs"))
            .Select(File.ReadAllText));

        Assert.All(typeof(OAuthFault).GetFields().Select(field => field.Name), name => Assert.Contains($"OAuthFault.{name}", sources, StringComparison.Ordinal));
    }

    [GeneratedRegex("^### `(?<code>[a-z_]+)`$", RegexOptions.Multiline)]
    private static partial Regex Sections { get; }
}
