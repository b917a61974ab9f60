using System.Diagnostics;
using System.Globalization;

namespace OAuthKit;

/// <summary>The value of a field of a form or query: text, a number, true or false, an identifier or a time. It is made of them by itself.</summary>
public sealed class ApiValue
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _text;

    private readonly bool _flag;

    private ApiValue(string text) => _text = text;

    private ApiValue(bool flag) => _flag = flag;

    /// <summary>Text.</summary>
    /// <param name="value">The text; null is a field that is null.</param>
    public static implicit operator ApiValue?(string? value) => value is null ? null : new(value);

    /// <summary>True or false, written as <see cref="BooleanFields"/> say.</summary>
    /// <param name="value">The value; null is a field that is null.</param>
    public static implicit operator ApiValue?(bool? value) => value is { } flag ? new(flag) : null;

    /// <summary>A number.</summary>
    /// <param name="value">The number; null is a field that is null.</param>
    public static implicit operator ApiValue?(long? value) => value is { } number ? new(number.ToString(CultureInfo.InvariantCulture)) : null;

    /// <summary>A number.</summary>
    /// <param name="value">The number; null is a field that is null.</param>
    public static implicit operator ApiValue?(decimal? value) => value is { } number ? new(number.ToString(CultureInfo.InvariantCulture)) : null;

    /// <summary>An identifier.</summary>
    /// <param name="value">The identifier, written with hyphens and in lower case; null is a field that is null.</param>
    public static implicit operator ApiValue?(Guid? value) => value is { } id ? new(id.ToString()) : null;

    /// <summary>A time, written by ISO 8601.</summary>
    /// <param name="value">The time; null is a field that is null.</param>
    public static implicit operator ApiValue?(DateTimeOffset? value) => value is { } time ? new(time.ToString("O", CultureInfo.InvariantCulture)) : null;

    /// <summary>Nothing of the value, which may be a secret.</summary>
    /// <returns>A fixed text.</returns>
    public override string ToString() => "[value of a field]";

    internal string Format(BooleanFields booleans) => _text ?? (_flag ? booleans.WhenTrue : booleans.WhenFalse);
}
