using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace OAuthKit.Testing;

/// <summary>A path whose segments are fixed, or placeholders such as <c>{id}</c> that stand for one segment each.</summary>
internal sealed class RoutePattern
{
    private readonly string[] _segments;

    private RoutePattern(string[] segments)
    {
        _segments = segments;
    }

    public static RoutePattern Parse(string path)
    {
        if (!path.StartsWith('/'))
        {
            throw new ArgumentException($"A path starts with a slash; \"{path}\" doesn't.", nameof(path));
        }

        return new(path.Split('/'));
    }

    public bool TryMatch(string path, [NotNullWhen(true)] out IReadOnlyDictionary<string, string>? values)
    {
        values = null;
        var segments = path.Split('/');
        if (segments.Length != _segments.Length)
        {
            return false;
        }

        Dictionary<string, string>? found = null;
        for (var i = 0; i < segments.Length; i++)
        {
            if (_segments[i] is ['{', .. var name, '}'] && segments[i].Length > 0)
            {
                (found ??= new(StringComparer.Ordinal))[name] = segments[i];
            }
            else if (_segments[i] != segments[i])
            {
                return false;
            }
        }

        values = found ?? (IReadOnlyDictionary<string, string>)FrozenDictionary<string, string>.Empty;
        return true;
    }
}
