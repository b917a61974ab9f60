using System.Buffers;
using System.Collections;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// The parameters of a request, in order, as they will be sent in its <c>application/x-www-form-urlencoded</c> body. Each
/// name stands once, but for <c>resource</c> and <c>audience</c>
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 section 3.2</see>).
/// </summary>
[DebuggerDisplay("{_parameters.Count} parameters")]
[JsonConverter(typeof(SecretJsonConverter<FormParameters>))]
public sealed class FormParameters : IEnumerable<KeyValuePair<string, string>>
{
    // What application/x-www-form-urlencoded leaves bare; everything else is escaped, as every decoder expects.
    private static readonly SearchValues<byte> _bare =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._*"u8);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly List<KeyValuePair<string, string>> _parameters = new(8);

    /// <summary>Adds a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, which may be empty.</param>
    /// <exception cref="ArgumentException">The name is empty, or stands already and may not be repeated.</exception>
    public void Add(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        if (Contains(name) && name is not (Wire.Resource or Wire.Audience))
        {
            throw new ArgumentException($"The parameter \"{name}\" is already set, and may stand only once in a request (RFC 6749 section 3.2).", nameof(name));
        }

        _parameters.Add(new(name, value));
    }

    /// <summary>Whether a parameter is set.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True where it stands at least once.</returns>
    public bool Contains(string name)
    {
        foreach (var parameter in _parameters)
        {
            if (parameter.Key == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds the resources of a client, where the request named none (RFC 8707 section 2).</summary>
    internal void AddMissingResources(IReadOnlyList<string> resources)
    {
        if (!Contains(Wire.Resource))
        {
            AddTarget(null, resources, null);
        }
    }

    /// <summary>Adds what tokens are to be good for, where it is named.</summary>
    internal void AddTarget(string? scope, IReadOnlyList<string> resources, string? audience)
    {
        if (scope is not null)
        {
            Add(Wire.Scope, scope);
        }

        foreach (var resource in resources)
        {
            Add(Wire.Resource, resource);
        }

        if (!string.IsNullOrEmpty(audience))
        {
            Add(Wire.Audience, audience);
        }
    }

    /// <summary>Adds the further parameters of a request, where there are any.</summary>
    internal void AddFurther(IReadOnlyDictionary<string, string>? parameters)
    {
        if (parameters is null)
        {
            return;
        }

        foreach (var (name, value) in parameters)
        {
            Add(name, value);
        }
    }

    internal void Encode(IBufferWriter<byte> output)
    {
        for (var i = 0; i < _parameters.Count; i++)
        {
            if (i > 0)
            {
                output.Write("&"u8);
            }

            Encode(_parameters[i].Key, output);
            output.Write("="u8);
            Encode(_parameters[i].Value, output);
        }
    }

    /// <summary>Encodes one value (RFC 6749 appendix B).</summary>
    internal static string Encode(string value)
    {
        var buffer = new ArrayBufferWriter<byte>(value.Length + 16);
        Encode(value, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Encode(string value, IBufferWriter<byte> output)
    {
        // Three bytes of UTF-8 at most for a UTF-16 unit, three characters for each escaped byte.
        var rented = value.Length > 256 ? ArrayPool<byte>.Shared.Rent(value.Length * 3) : null;
        var utf8 = rented ?? stackalloc byte[768];
        utf8 = utf8[..Encoding.UTF8.GetBytes(value, utf8)];
        var target = output.GetSpan(utf8.Length * 3);
        var written = 0;
        for (var rest = (ReadOnlySpan<byte>)utf8; !rest.IsEmpty;)
        {
            var bare = rest.IndexOfAnyExcept(_bare) is >= 0 and var end ? end : rest.Length;
            rest[..bare].CopyTo(target[written..]);
            written += bare;
            rest = rest[bare..];
            if (rest.IsEmpty)
            {
                break;
            }

            written += Escape(rest[0], target[written..]);
            rest = rest[1..];
        }

        output.Advance(written);
        utf8.Clear();
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int Escape(byte b, Span<byte> target)
    {
        if (b == ' ')
        {
            target[0] = (byte)'+';
            return 1;
        }

        target[0] = (byte)'%';
        target[1] = Hex(b >> 4);
        target[2] = Hex(b & 0xF);
        return 3;
    }

    private static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'A' + digit - 10);
}
