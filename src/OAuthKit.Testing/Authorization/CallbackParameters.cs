using System.Collections;

namespace OAuthKit.Testing;

/// <summary>The parameters of an authorization response, in order, a name possibly several times.</summary>
public sealed class CallbackParameters : IReadOnlyCollection<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _values = [];

    internal CallbackParameters()
    {
    }

    /// <summary>How many there are, a repeated name counting each time.</summary>
    public int Count => _values.Count;

    /// <summary>The first value of a name. Setting it replaces all of that name, and null removes them.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The value; null where the name isn't there.</returns>
    public string? this[string name]
    {
        get => _values.Find(pair => pair.Key == name).Value;
        set
        {
            var at = _values.FindIndex(pair => pair.Key == name);
            _values.RemoveAll(pair => pair.Key == name);
            if (value is not null)
            {
                _values.Insert(at < 0 ? _values.Count : at, new(name, value));
            }
        }
    }

    /// <summary>Adds a value beside those that are there.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public void Add(string name, string value) => _values.Add(new(name, value));

    /// <summary>Goes through names and values in order.</summary>
    /// <returns>An enumerator over all values, secrets among them.</returns>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The names; never the values.</summary>
    /// <returns>For example <c>code, state, iss</c>.</returns>
    public override string ToString() => string.Join(", ", _values.Select(pair => pair.Key));

    internal string Encode() => string.Join('&', _values.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));

    internal RequestValues Snapshot() => new([.. _values], StringComparer.Ordinal, Redaction.ShownParameters);
}
