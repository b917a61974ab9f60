namespace OAuthKit.Testing;

/// <summary>A stream that is read forwards only, that notes on the request how much of it was taken, and whose pending read ends when the stream is disposed or the host stops.</summary>
internal abstract class BodyStream : Stream
{
    private readonly TestRequest _request;
    private readonly CancellationTokenSource _ended;

    protected BodyStream(TestRequest request, CancellationToken stopping)
    {
        _request = request;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        try
        {
            var count = await ReadBytesAsync(buffer, either.Token).ConfigureAwait(false);
            _request.AddBytesSent(count);
            return count;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The body was disposed or its test host stopped while it was read.");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected abstract ValueTask<int> ReadBytesAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ended.Cancel();
        }

        base.Dispose(disposing);
    }
}
