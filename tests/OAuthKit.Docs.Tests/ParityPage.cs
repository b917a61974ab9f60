using System.Globalization;
using System.Text.RegularExpressions;

namespace OAuthKit.Docs.Tests;

/// <summary>
/// Holds docs/parity.md against the tests: each statement of the reference is in the name of a test or in the table, what the page
/// names exists, and each row of a feature shows its test or says why it has none.
/// </summary>
internal static partial class ParityPage
{
    public const int Statements = 167;

    /// <summary>The tests of a source, each as <c>Class.Method</c>.</summary>
    public static IEnumerable<string> TestsIn(string source)
    {
        string? type = null;
        foreach (Match match in Declarations.Matches(source))
        {
            type = match.Groups["type"] is { Success: true, Value: var name } ? name : type;
            if (type is not null && match.Groups["method"] is { Success: true, Value: var method })
            {
                yield return $"{type}.{method}";
            }
        }
    }

    /// <summary>What is wrong with the page, a line each.</summary>
    public static IReadOnlyList<string> FindFaults(string page, IReadOnlySet<string> tests)
    {
        var methods = tests.Select(test => test.Split('.')[1]).ToHashSet(StringComparer.Ordinal);
        var proven = methods.SelectMany(method => Numbers(NameStart.Match(method).Value)).ToHashSet();
        var listed = new HashSet<int>();
        var faults = new List<string>();
        foreach (var cells in Rows(page))
        {
            var numbers = Numbers(cells[0]).ToArray();
            listed.UnionWith(numbers);
            if (numbers.Length > 0 && cells[^1].StartsWith("not yet", StringComparison.Ordinal) && numbers.All(proven.Contains))
            {
                faults.Add($"{cells[0]} is \"not yet\", but has a test.");
            }
        }

        foreach (var number in Enumerable.Range(1, Statements).Where(number => !proven.Contains(number) && !listed.Contains(number)))
        {
            faults.Add($"S{number:000} is neither in the name of a test nor in the table of statements.");
        }

        faults.AddRange(proven.Union(listed).Where(number => number is < 1 or > Statements).Select(number => $"S{number:000} is no statement."));
        faults.AddRange(Names.Matches(page).Select(match => match.Groups["name"].Value).Where(name => !tests.Contains(name) && !methods.Contains(name)).Select(name => $"There is no test {name}."));
        faults.AddRange(Unshown(page));
        return faults;
    }

    // A row whose table has a column of tests names one, or the cell before says why not.
    private static IEnumerable<string> Unshown(string page)
    {
        var hasTests = false;
        foreach (var cells in Rows(page))
        {
            if (cells[^1] is "shown by" or "test" or "OAuthKit")
            {
                hasTests = cells[^1] != "OAuthKit";
            }
            else if (hasTests && !Names.IsMatch(cells[^1]) && (cells[^1].Length > 0 || !Reason.IsMatch(cells[^2])))
            {
                yield return $"\"{cells[0]}\" shows no test, and says neither \"not yet\" nor \"no\".";
            }
        }
    }

    private static IEnumerable<string[]> Rows(string page) => page.Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Trim()[1..^1].Split('|').Select(cell => cell.Trim()).ToArray());

    // "S068, S069" and "S070 to S088".
    private static IEnumerable<int> Numbers(string text) => NumberOrRange.Matches(text).SelectMany(match =>
    {
        var first = int.Parse(match.Groups["first"].Value, CultureInfo.InvariantCulture);
        var last = match.Groups["last"].Success ? int.Parse(match.Groups["last"].Value, CultureInfo.InvariantCulture) : first;
        return Enumerable.Range(first, last - first + 1);
    });

    [GeneratedRegex(@"^(?:\w+ )*class (?<type>\w+Tests)\b|^ +public (?:(?:static|override|virtual|async) )*(?:void|Task|ValueTask) (?<method>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Declarations { get; }

    [GeneratedRegex(@"^(?:[A-Z]\d{3}_)+")]
    private static partial Regex NameStart { get; }

    [GeneratedRegex(@"S(?<first>\d{3})(?: to S(?<last>\d{3}))?")]
    private static partial Regex NumberOrRange { get; }

    [GeneratedRegex(@"`(?<name>\w+Tests\.\w+|(?:[RS]\d{3}|Bug\d+)_\w+)`")]
    private static partial Regex Names { get; }

    [GeneratedRegex("^(?:not yet|no)\\b")]
    private static partial Regex Reason { get; }
}
