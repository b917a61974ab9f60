using System.IO.Compression;

namespace OAuthKit;

/// <summary>Reads a body into memory: decompressed, and no more than the limit.</summary>
internal static class ResponseBody
{
    public static async ValueTask<PooledBuffer> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var encoding = EncodingOf(content);
        var length = content.Headers.ContentLength;
        if (length > limit)
        {
            throw TooLarge(limit);
        }

        var raw = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var stream = Decompress(raw, encoding);
        // A little larger than what most answers are, so that the read that finds the end needs no growth.
        var buffer = new PooledBuffer(Math.Min((int)(length ?? 2048) + 256, limit + 1));
        try
        {
            while (true)
            {
                var read = await stream.ReadAsync(buffer.GetMemory(), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return buffer;
                }

                buffer.Advance(read);
                if (buffer.Count > limit)
                {
                    throw TooLarge(limit);
                }

                // The whole of it is there: the read that finds the end is saved.
                if (ReferenceEquals(stream, raw) && buffer.Count == length)
                {
                    return buffer;
                }
            }
        }
        catch (Exception e)
        {
            buffer.Dispose();
            throw e switch
            {
                InvalidDataException => Damaged(),
                // What BrotliStream throws.
                InvalidOperationException when !ReferenceEquals(stream, raw) => Damaged(),
                // What HttpContent does when it buffers: one exception type for a connection that breaks.
                IOException io => new HttpRequestException("The connection broke while the answer was read.", io),
                _ => e,
            };
        }
        finally
        {
            if (!ReferenceEquals(stream, raw))
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static string? EncodingOf(HttpContent content) =>
        content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values) ? values.ToString() : null;

    private static Stream Decompress(Stream raw, string? encoding) => encoding?.ToLowerInvariant() switch
    {
        null or "" or "identity" => raw,
        "gzip" or "x-gzip" => new GZipStream(raw, CompressionMode.Decompress, leaveOpen: true),
        "br" => new BrotliStream(raw, CompressionMode.Decompress, leaveOpen: true),
        "deflate" => new ZLibStream(raw, CompressionMode.Decompress, leaveOpen: true),
        _ => throw new OAuthException(OAuthFault.ResponseEncoding, "The server compressed its answer in a way that wasn't asked for. Configure it to answer without Content-Encoding."),
    };

    private static OAuthException TooLarge(int limit) =>
        new(OAuthFault.ResponseTooLarge, $"The server's answer is larger than {limit / 1024} KiB. Check that the address is that of an authorization server, or of an API with metadata.");

    private static OAuthException Damaged() =>
        new(OAuthFault.ResponseEncoding, "The server's answer is compressed, and its compression is damaged.");
}
