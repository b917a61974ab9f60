namespace OAuthKit.Testing;

/// <summary>Gives its bytes, and then does what it was told instead of ending.</summary>
internal sealed class PrefixStream(ReadOnlyMemory<byte> bytes, Func<CancellationToken, ValueTask> afterwards, TestRequest request, CancellationToken stopping) : BodyStream(request, stopping)
{
    private ReadOnlyMemory<byte> _left = bytes;

    protected override async ValueTask<int> ReadBytesAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_left.IsEmpty)
        {
            await afterwards(cancellationToken).ConfigureAwait(false);
            return 0;
        }

        var count = Math.Min(_left.Length, buffer.Length);
        _left[..count].CopyTo(buffer);
        _left = _left[count..];
        return count;
    }
}
