using System.Globalization;
using System.Text;

namespace OAuthKit;

/// <summary>
/// One part of a path, whatever it holds: it is escaped, so that it stays one part
/// (<see href="https://www.rfc-editor.org/rfc/rfc3986#section-3.3">RFC 3986 section 3.3</see>). Slashes at its ends are joints and
/// fall away; one inside is escaped. Made of text, numbers, identifiers and UTF-8 bytes by itself; of anything else it isn't.
/// </summary>
public sealed class ApiSegment
{
    private ApiSegment(string? value, string name)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        var text = value.Trim('/');
        if (text.Length == 0)
        {
            throw new ArgumentException("A part of the path is empty, so the request would go to another resource than was meant. Check the value that stands there.", name);
        }

        // RFC 3986 section 6.2.2.3: escaped dots are dots. Between escaped slashes some servers take them for such too.
        Escaped = RelativePath.HasDots(text)
            ? throw new ArgumentException("A part of the path is or holds \".\" or \"..\", which lead elsewhere than under the API's root.", name)
            : Uri.EscapeDataString(text).Replace("%3A", ":", StringComparison.Ordinal);
    }

    /// <summary>The part as it is sent.</summary>
    internal string Escaped { get; }

    /// <summary>Text.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException">It is null, empty, <c>.</c> or <c>..</c>.</exception>
    public static implicit operator ApiSegment(string? value) => new(value, nameof(value));

    /// <summary>A number.</summary>
    /// <param name="value">The number; zero is kept.</param>
    public static implicit operator ApiSegment(int value) => new(value.ToString(CultureInfo.InvariantCulture), nameof(value));

    /// <summary>A number.</summary>
    /// <param name="value">The number; zero is kept.</param>
    public static implicit operator ApiSegment(long value) => new(value.ToString(CultureInfo.InvariantCulture), nameof(value));

    /// <summary>An identifier.</summary>
    /// <param name="value">The identifier, sent with hyphens and in lower case.</param>
    public static implicit operator ApiSegment(Guid value) => new(value.ToString(), nameof(value));

    /// <summary>Text in UTF-8.</summary>
    /// <param name="value">The bytes.</param>
    /// <exception cref="ArgumentException">It is null, empty, <c>.</c> or <c>..</c>.</exception>
    public static implicit operator ApiSegment(byte[]? value) => new(value is null ? null : Encoding.UTF8.GetString(value), nameof(value));

    /// <summary>Text in UTF-8.</summary>
    /// <param name="value">The bytes.</param>
    /// <exception cref="ArgumentException">It is empty, <c>.</c> or <c>..</c>.</exception>
    public static implicit operator ApiSegment(ReadOnlySpan<byte> value) => new(Encoding.UTF8.GetString(value), nameof(value));

    /// <summary>The part as it is sent.</summary>
    /// <returns>The escaped text.</returns>
    public override string ToString() => Escaped;
}
