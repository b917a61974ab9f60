using System.Collections;
using System.Diagnostics;

namespace OAuthKit;

/// <summary>The fields of a form or query, in order. A name may stand more than once.</summary>
[DebuggerDisplay("{_fields.Count} fields")]
public sealed class ApiFields : IEnumerable<KeyValuePair<string, ApiValue?>>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly List<KeyValuePair<string, ApiValue?>> _fields = [];

    /// <summary>Adds a field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; what becomes of null is said by <see cref="ApiClientOptions.NullFields"/> for a form, and a query leaves it out.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public void Add(string name, ApiValue? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _fields.Add(new(name, value));
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, ApiValue?>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing of the fields, which may hold secrets.</summary>
    /// <returns>Their number.</returns>
    public override string ToString() => $"{_fields.Count} fields";

    internal string Encode(NullFields nulls, BooleanFields booleans)
    {
        var parts = new List<string>(_fields.Count);
        foreach (var (name, value) in _fields)
        {
            if (value is not null || nulls == NullFields.Empty)
            {
                parts.Add($"{FormParameters.Encode(name)}={FormParameters.Encode(value?.Format(booleans) ?? "")}");
            }
        }

        return string.Join('&', parts);
    }
}
