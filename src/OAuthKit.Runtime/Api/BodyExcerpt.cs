using System.Text;
using System.Text.RegularExpressions;

namespace OAuthKit;

/// <summary>The begin of an answer, fit for logs: no tokens, nothing that looks like a secret, no control characters.</summary>
internal static partial class BodyExcerpt
{
    public const int MaxLength = 1024;

    private const string Redacted = "[redacted]";

    public static string? Create(ReadOnlySpan<byte> body, string? sentToken)
    {
        // A token that the end of the excerpt would cut is looked for in more than is shown.
        var text = Encoding.UTF8.GetString(body);
        if (sentToken is { Length: > 0 })
        {
            text = text.Replace(sentToken, Redacted, StringComparison.Ordinal);
        }

        text = SecretMembers().Replace(text, static match => match.Groups["name"].Value + Redacted);
        text = Credentials().Replace(text, static match => match.Groups["scheme"].Value + " " + Redacted);
        text = Opaque().Replace(text, static match => IsHarmless(match.ValueSpan) ? match.Value : Redacted);
        return Clean(text);
    }

    private static string? Clean(string text)
    {
        var kept = text.Trim();
        var clean = new StringBuilder();
        // A part at a time: the cleaner keeps a bounded length.
        for (var at = 0; at < kept.Length && clean.Length < MaxLength; at += 256)
        {
            clean.Append(ServerText.Clean(kept.Substring(at, Math.Min(256, kept.Length - at))));
        }

        return clean.Length == 0 ? null : clean.ToString(0, Math.Min(clean.Length, MaxLength));
    }

    // A trace identifier helps whoever reads it, and opens nothing.
    private static bool IsHarmless(ReadOnlySpan<char> run) => Guid.TryParse(run, out _) || !run.ContainsAnyInRange('0', '9');

    [GeneratedRegex("""(?<name>"?[\w-]*(?:token|secret|password|assertion|credential|authorization|cookie|api[_-]?key)[\w-]*"?\s*[:=]\s*)(?:"(?:[^"\\]|\\.)*"?|[^\s,;&}<"]+(?: [^\s,;&}<"]+)?)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretMembers();

    [GeneratedRegex("""\b(?<scheme>Bearer|DPoP|Basic) [^\s"',;<]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Credentials();

    // RFC 7519: header, claims and signature; and what is long and without words.
    [GeneratedRegex("""eyJ[\w-]*(?:\.[\w-]*)*|[\w~+/-]{32,}""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Opaque();
}
