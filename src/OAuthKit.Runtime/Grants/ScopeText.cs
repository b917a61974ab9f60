using System.Buffers;

namespace OAuthKit;

/// <summary>The grammar of scope (RFC 6749 section 3.3).</summary>
internal static class ScopeText
{
    // scope-token = 1*( %x21 / %x23-5B / %x5D-7E ), separated by single spaces.
    private static readonly SearchValues<char> _allowed = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static string? Validate(string? scope)
    {
        if (string.IsNullOrEmpty(scope))
        {
            return null;
        }

        if (!IsValid(scope))
        {
            throw new ArgumentException($"The scope \"{ServerText.Clean(scope)}\" isn't a list of scope values separated by single spaces; a value has no quote, backslash, control or non-ASCII character (RFC 6749 section 3.3).", nameof(scope));
        }

        return scope;
    }

    /// <summary>Whether a text that isn't empty keeps to the grammar.</summary>
    public static bool IsValid(string scope) =>
        scope.Length > 0 && !scope.AsSpan().ContainsAnyExcept(_allowed) && scope[0] != ' ' && scope[^1] != ' ' && !scope.Contains("  ", StringComparison.Ordinal);

    /// <summary>Whether a scope value is among others.</summary>
    public static bool Holds(string? scope, string value)
    {
        foreach (var range in scope.AsSpan().Split(' '))
        {
            if (scope.AsSpan(range).SequenceEqual(value))
            {
                return true;
            }
        }

        return false;
    }
}
