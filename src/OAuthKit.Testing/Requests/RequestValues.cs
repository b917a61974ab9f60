using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics;

namespace OAuthKit.Testing;

/// <summary>The headers, form parameters or query parameters of a request: decoded, in the order in which they came, a name possibly several times.</summary>
/// <remarks>Header names are compared without regard to case, parameter names exactly. <see cref="ToString"/> shows a value only where its name is known to carry no secret.</remarks>
/// <example><code>Assert.Equal(["https://a.test", "https://b.test"], server.Token.Requests[0].Form.GetAll("resource"));</code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class RequestValues : IReadOnlyCollection<KeyValuePair<string, string>>
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _values;
    private readonly StringComparer _comparer;
    private readonly FrozenSet<string> _shown;

    internal RequestValues(IReadOnlyList<KeyValuePair<string, string>> values, StringComparer comparer, FrozenSet<string> shown)
    {
        _values = values;
        _comparer = comparer;
        _shown = shown;
    }

    /// <summary>How many values there are, a repeated name counting each time.</summary>
    public int Count => _values.Count;

    /// <summary>The first value of a name.</summary>
    /// <param name="name">The name of the header or parameter.</param>
    /// <returns>The value, or null where the name isn't there.</returns>
    public string? this[string name]
    {
        get
        {
            foreach (var pair in _values)
            {
                if (_comparer.Equals(pair.Key, name))
                {
                    return pair.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Every value of a name, in order.</summary>
    /// <param name="name">The name of the header or parameter.</param>
    /// <returns>The values; empty where the name isn't there.</returns>
    public IReadOnlyList<string> GetAll(string name) => [.. _values.Where(pair => _comparer.Equals(pair.Key, name)).Select(pair => pair.Value)];

    /// <summary>Tells whether a name is there, whatever its value.</summary>
    /// <param name="name">The name of the header or parameter.</param>
    /// <returns>True where it came at least once.</returns>
    public bool Contains(string name) => _values.Any(pair => _comparer.Equals(pair.Key, name));

    /// <summary>Goes through names and values in the order in which they came.</summary>
    /// <returns>An enumerator over all values, secrets among them.</returns>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The names, and the values of those that are known to carry no secret.</summary>
    /// <returns>For example <c>grant_type=client_credentials&amp;client_secret=[redacted]</c>.</returns>
    public override string ToString() => string.Join('&', _values.Select(Show));

    /// <summary>The same with one value of a name.</summary>
    internal RequestValues With(string name, string value) => new([.. _values.Where(pair => !_comparer.Equals(pair.Key, name)), new(name, value)], _comparer, _shown);

    private string Show(KeyValuePair<string, string> pair) => pair.Key + "=" + (_shown.Contains(pair.Key) ? pair.Value : Redaction.Mark);
}
