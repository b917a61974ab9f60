using System.IO.Compression;

namespace OAuthKit.Testing;

internal static class EndlessBodies
{
    private const int BlockSize = 1 << 20;

    private static readonly byte[] _block = CreateBlock();
    private static readonly Lazy<byte[]> _compressedStart = new(() => Compress(Start.ToArray()));
    private static readonly Lazy<byte[]> _compressedBlock = new(() => Compress(_block));

    private static ReadOnlySpan<byte> Start => "{\"access_token\":\""u8;

    public static TestResponse Endless() => TestResponse.Stream(new RepeatingBody(Start.ToArray(), _block, RepeatingBody.ForEver));

    /// <summary>A gzip file may be several members one after the other, so a block is compressed once and sent again and again.</summary>
    public static TestResponse GzipBomb(int megabytes) =>
        TestResponse.Stream(new RepeatingBody(_compressedStart.Value, _compressedBlock.Value, megabytes)).WithHeader(HeaderNames.ContentEncoding, "gzip");

    private static byte[] CreateBlock()
    {
        var block = new byte[BlockSize];
        block.AsSpan().Fill((byte)'a');
        return block;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
