using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace OAuthKit.Interop.Tests;

/// <summary>Holds the tables of docs/interop.md against the tests that they name.</summary>
public sealed partial class InteropPageTests
{
    [Fact]
    public void Every_test_that_the_page_names_is_there()
    {
        string[] named = [.. TestNames().Matches(File.ReadAllText(Locate())).Select(match => match.Groups[1].Value)];
        HashSet<string> tests = [.. typeof(InteropPageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)).Select(method => $"{type.Name.Split('`')[0]}.{method.Name}"))];

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(tests));
    }

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex TestNames();

    private static string Locate([CallerFilePath] string file = "")
    {
        return Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "docs", "interop.md");
    }
}
