using System.IO.Compression;
using System.Text;

namespace OAuthKit;

[Collection(AloneCollection.Name)]
public sealed class ResponseLimitTests
{
    private const int Megabyte = 1024 * 1024;
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Content-Length: 1073741824\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n")]
    [InlineData("\r\n")]
    public async Task R303_A_gigabyte_or_an_endless_body_costs_no_more_than_the_limit(string framing)
    {
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Head + framing), stop);
            var chunk = Encoding.UTF8.GetBytes(framing.Contains("chunked", StringComparison.Ordinal)
                ? "10000\r\n" + new string(' ', 0x10000) + "\r\n"
                : new string(' ', 0x10000));
            for (var sent = 0; sent < 1024 * Megabyte; sent += chunk.Length)
            {
                await stream.WriteAsync(chunk, stop);
            }
        });

        await AssertRefusedCheaplyAsync(server, OAuthFault.ResponseTooLarge);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task R303_A_compression_bomb_costs_no_more_than_the_limit(string encoding)
    {
        var bomb = Compress(encoding, new byte[64 * Megabyte]);
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"{Head}Content-Encoding: {encoding}\r\nContent-Length: {bomb.Length}\r\n\r\n"), stop);
            await stream.WriteAsync(bomb, stop);
        });

        await AssertRefusedCheaplyAsync(server, OAuthFault.ResponseTooLarge);
    }

    [Theory]
    [InlineData("gzip", 20)]
    [InlineData("br", 5)]
    [InlineData("deflate", 10)]
    [InlineData("gzip", -1)]
    [InlineData("br", -1)]
    [InlineData("deflate", -1)]
    public async Task R303_Damaged_compression_is_a_typed_error(string encoding, int at)
    {
        var body = Compress(encoding, Encoding.UTF8.GetBytes(The.TokenJson() + new string(' ', 2000)));
        body = at < 0 ? body[..(body.Length / 2)] : [.. body[..at], 0xFF, 0xFF, 0xFF, 0xFF, .. body[at..]];
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"{Head}Content-Encoding: {encoding}\r\nContent-Length: {body.Length}\r\n\r\n"), stop);
            await stream.WriteAsync(body, stop);
        });

        var e = await RequestAsync(server);

        Assert.Contains(e.Code, (string[])[OAuthFault.ResponseEncoding, OAuthFault.TokenResponseMalformed]);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, br")]
    [InlineData("compress")]
    public async Task R303_Compression_that_nobody_asked_for_is_a_typed_error(string encoding)
    {
        await using var server = new LoopbackServer(LoopbackServer.Json(The.TokenJson(), $"Content-Encoding: {encoding}\r\n"));

        Assert.Equal(OAuthFault.ResponseEncoding, (await RequestAsync(server)).Code);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task R303_An_honest_compressed_document_is_read(string encoding)
    {
        string? origin = null;
        await using var server = new LoopbackServer(async (request, stream, stop) =>
        {
            var body = Compress(encoding, Encoding.UTF8.GetBytes(The.Metadata(origin!)));
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"{Head}Content-Encoding: {encoding}\r\nContent-Length: {body.Length}\r\n\r\n"), stop);
            await stream.WriteAsync(body, stop);
        });
        origin = server.Origin;
        using var authorizationServer = new AuthorizationServer(server.Origin, new BackchannelOptions { DangerouslyAllowHttp = true });

        Assert.Equal(origin, (await authorizationServer.GetMetadataAsync(Stop)).Issuer);
    }

    [Theory]
    [InlineData(Megabyte, true)]
    [InlineData(Megabyte + 1, false)]
    public async Task R303_A_document_may_have_a_mebibyte(int length, bool fits)
    {
        var json = The.Metadata();
        var server = new FakeServer { Metadata = () => StubHandler.Json(json + new string(' ', length - json.Length)) };
        using var authorizationServer = new AuthorizationServer(The.Issuer, server.Options);

        var e = await Record.ExceptionAsync(() => authorizationServer.GetMetadataAsync(Stop).AsTask());

        Assert.Equal(fits ? null : OAuthFault.ResponseTooLarge, (e as OAuthException)?.Code);
    }

    private static byte[] Compress(string encoding, byte[] bytes)
    {
        using var target = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            stream.Write(bytes);
        }

        return target.ToArray();
    }

    private static async Task AssertRefusedCheaplyAsync(LoopbackServer server, string code)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var e = await RequestAsync(server);

        Assert.Equal(code, e.Code);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 8 * Megabyte);
    }

    private static Task<OAuthException> RequestAsync(LoopbackServer server)
    {
        var options = new BackchannelOptions { DangerouslyAllowHttp = true, LoggerFactory = CanaryWatch.Logs };
        var client = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = server.Origin + "/token" }, options: options), The.Basic, options);
        return Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));
    }
}
