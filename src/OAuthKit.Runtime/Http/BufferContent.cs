using System.Net;

namespace OAuthKit;

/// <summary>
/// A body whose bytes are wiped by their owner once the request is over. It can be sent again until then. The back channel speaks
/// HTTP/1.1, where an answer comes after the body: HTTP/2 may still be reading the body when the answer is there, and would
/// need bytes that don't go back to the pool.
/// </summary>
internal sealed class BufferContent : HttpContent
{
    private readonly PooledBuffer _body;
    private readonly bool _ownsBody;

    public BufferContent(PooledBuffer body, string mediaType, bool ownsBody)
    {
        _body = body;
        _ownsBody = ownsBody;
        Headers.TryAddWithoutValidation("Content-Type", mediaType);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.Write(_body.Written.Span);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, default);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(_body.Written, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Count;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _ownsBody)
        {
            _body.Dispose();
        }

        base.Dispose(disposing);
    }
}
