using System.Buffers;

namespace OAuthKit;

/// <summary>Bytes from the pool, wiped before they go back: they hold secrets and tokens.</summary>
internal sealed class PooledBuffer(int capacity) : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Count);

    /// <summary>All that can be written from a place on, what is written there already included.</summary>
    public Span<byte> From(int start) => _bytes.AsSpan(start);

    public void Advance(int count) => Count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        if (bytes.Length > 0)
        {
            Return(bytes, Count);
        }

        Count = 0;
    }

    private void Reserve(int free)
    {
        if (_bytes.Length - Count >= free)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(Count + free), Count * 2));
        _bytes.AsSpan(0, Count).CopyTo(larger);
        Return(_bytes, Count);
        _bytes = larger;
    }

    private static void Return(byte[] bytes, int used)
    {
        bytes.AsSpan(0, used).Clear();
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
