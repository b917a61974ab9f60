using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace OAuthKit;

/// <summary>
/// As much HTTP/1.1 as a browser needs to deliver one callback: a head of bounded size, a body whose length is said before,
/// and an answer that closes the connection (RFC 9112).
/// </summary>
internal static class LoopbackConnection
{
    // A browser sends the cookies of every port of the host along.
    public const int MaxHead = 32 * 1024;
    public const int MaxBody = 64 * 1024;

    /// <summary>The request; null where it isn't one, or is too large.</summary>
    public static async Task<LoopbackRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxHead + MaxBody);
        var held = 0;
        try
        {
            var endOfHead = -1;
            while (endOfHead < 0)
            {
                var read = held < MaxHead ? await stream.ReadAsync(buffer.AsMemory(held, MaxHead - held), cancellationToken).ConfigureAwait(false) : 0;
                if (read == 0)
                {
                    return null;
                }

                held += read;
                endOfHead = buffer.AsSpan(0, held).IndexOf("\r\n\r\n"u8);
            }

            if (!TryReadHead(buffer.AsSpan(0, endOfHead), out var head))
            {
                return null;
            }

            var start = endOfHead + 4;
            while (held < start + head.Length)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(held, start + head.Length - held), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return null;
                }

                held += read;
            }

            return new LoopbackRequest(head.Method, head.Target, head.Host, head.ContentType, Encoding.Latin1.GetString(buffer, start, head.Length));
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    public static async Task WriteAsync(Stream stream, LoopbackPage page, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(page.ToBytes(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // A window that the user has closed: what it brought counts.
        }
    }

    private static bool TryReadHead(ReadOnlySpan<byte> bytes, out Head head)
    {
        head = null!;
        var lines = Encoding.Latin1.GetString(bytes).Split("\r\n");
        // Method, target, version.
        if (lines[0].Split(' ') is not [{ Length: > 0 } method, ['/', ..] target, "HTTP/1.1" or "HTTP/1.0"])
        {
            return false;
        }

        string? host = null, contentType = null, length = null;
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                return false;
            }

            var value = line[(colon + 1)..].Trim();
            switch (line[..colon].ToUpperInvariant())
            {
                case "HOST" when host is not null:
                case "CONTENT-LENGTH" when length is not null:
                case "TRANSFER-ENCODING":
                    return false;
                case "HOST":
                    host = value;
                    break;
                case "CONTENT-LENGTH":
                    length = value;
                    break;
                case "CONTENT-TYPE":
                    contentType = value;
                    break;
            }
        }

        var count = 0;
        if (length is not null && (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count > MaxBody))
        {
            return false;
        }

        head = new Head(method, target, host, contentType, count);
        return true;
    }

    private sealed record Head(string Method, string Target, string? Host, string? ContentType, int Length);
}
