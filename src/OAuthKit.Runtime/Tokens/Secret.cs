using System.Diagnostics;

namespace OAuthKit;

/// <summary>
/// A value that opens something: a token, a client secret. It shows itself to nobody: <see cref="ToString"/>, the debugger
/// and JSON don't hold it, only <see cref="Reveal"/> gives it out.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class Secret : IEquatable<Secret>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private protected readonly string _text;

    private protected Secret(string text) => _text = text;

    private protected abstract string Kind { get; }

    /// <summary>The raw value. Keep it out of logs, URLs and messages.</summary>
    /// <returns>The value as it is sent.</returns>
    public virtual string Reveal() => _text;

    /// <summary>A fixed text that doesn't hold the value.</summary>
    /// <returns>The kind of the value in brackets, such as <c>[access token]</c>.</returns>
    public sealed override string ToString() => $"[{Kind}]";

    /// <summary>Compares in a time that doesn't depend on where the values differ.</summary>
    /// <param name="other">The value to compare with.</param>
    /// <returns>Whether both are of one kind and equal.</returns>
    public bool Equals(Secret? other) =>
        other is not null && other.GetType() == GetType() && FixedTime.Equals(_text, other._text);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    internal static bool HasControl(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                return true;
            }
        }

        return false;
    }

    private protected static bool IsWithin(string? text, char first, char last) =>
        !string.IsNullOrEmpty(text) && !text.AsSpan().ContainsAnyExceptInRange(first, last);
}
