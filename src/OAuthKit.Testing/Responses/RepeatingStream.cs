namespace OAuthKit.Testing;

internal sealed class RepeatingStream(ReadOnlyMemory<byte> beginning, ReadOnlyMemory<byte> block, long repetitions, TestRequest request, CancellationToken stopping) : BodyStream(request, stopping)
{
    private ReadOnlyMemory<byte> _left = beginning;
    private long _repetitions = repetitions;

    protected override ValueTask<int> ReadBytesAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var written = 0;
        while (written < buffer.Length)
        {
            if (_left.IsEmpty)
            {
                if (_repetitions == 0)
                {
                    break;
                }

                _left = block;
                _repetitions--;
            }

            var count = Math.Min(_left.Length, buffer.Length - written);
            _left[..count].CopyTo(buffer[written..]);
            _left = _left[count..];
            written += count;
        }

        return new(written);
    }
}
