using System.Text.RegularExpressions;

namespace OAuthKit.Package.Tests;

/// <summary>The README's example: the one file that a reader copies.</summary>
internal static partial class Readme
{
    /// <summary>The single-file program, as it stands.</summary>
    public static string Example { get; } = Block().Matches(File.ReadAllText(Repository.PathOf("README.md")))
        .Select(match => match.Groups["code"].Value)
        .Single(code => code.StartsWith("#:package", StringComparison.Ordinal));

    /// <summary>The example, at addresses that exist.</summary>
    public static string At(string issuer, string api) =>
        Example.Replace("https://login.example.com", issuer, StringComparison.Ordinal).Replace("https://api.example.com", api, StringComparison.Ordinal);

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
