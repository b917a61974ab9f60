using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace OAuthKit.Testing.Tests;

/// <summary>Faults of the body: cut off, endless, compressed, of another type.</summary>
public sealed class BodyFaultTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_the_connection_in_the_middle_of_the_body(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.Truncate());

        var response = await rig.PostAsync(Rig.TokenForm(), completion: HttpCompletionOption.ResponseHeadersRead);
        var announced = response.Content.Headers.ContentLength;

        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync(Rig.Cancellation));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(announced / 2, rig.Server.Token.Requests[0].BytesSent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_the_body_in_the_middle_of_the_JSON(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.CutShort());

        var response = await rig.RequestAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAnyAsync<JsonException>(() => Rig.ReadAsync(response));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sends_the_body_under_another_content_type_or_none(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.ContentType("text/html"), Fault.ContentType(null));

        var html = await rig.RequestAsync();
        var none = await rig.RequestAsync();

        Assert.Equal("text/html", html.Content.Headers.ContentType!.ToString());
        Assert.NotNull((await Rig.ReadAsync(html))["access_token"]);
        Assert.Null(none.Content.Headers.ContentType);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sends_raw_bytes(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.Body(new byte[] { 0xEF, 0xBB, 0xBF, 0x7B }), Fault.Body("""{"access_token":"a","access_token":"b"}""", "application/problem+json", 418));

        var first = await rig.RequestAsync();
        var second = await rig.RequestAsync();

        Assert.Equal([0xEF, 0xBB, 0xBF, 0x7B], await first.Content.ReadAsByteArrayAsync(Rig.Cancellation));
        Assert.Equal("application/json", first.Content.Headers.ContentType!.ToString());
        Assert.Equal(418, (int)second.StatusCode);
        Assert.Equal("application/problem+json", second.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sends_a_body_without_end_and_knows_how_much_was_taken(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.Endless());

        var response = await rig.PostAsync(Rig.TokenForm(), completion: HttpCompletionOption.ResponseHeadersRead);
        using (var stream = await response.Content.ReadAsStreamAsync(Rig.Cancellation))
        {
            var buffer = new byte[3 << 20];
            await stream.ReadExactlyAsync(buffer, Rig.Cancellation);
            Assert.StartsWith("""{"access_token":"aaaa""", Encoding.UTF8.GetString(buffer.AsSpan(0, 100)), StringComparison.Ordinal);
        }

        Assert.Null(response.Content.Headers.ContentLength);
        Assert.True(rig.Server.Token.Requests[0].BytesSent >= 3 << 20);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sends_a_small_gzip_body_that_gets_huge(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.GzipBomb(decompressedMegabytes: 16));

        var response = await rig.RequestAsync();
        var compressed = await response.Content.ReadAsStreamAsync(Rig.Cancellation);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.InRange(rig.Server.Token.Requests[0].BytesSent, 1, 64 * 1024);
        await using var gzip = new GZipStream(compressed, CompressionMode.Decompress);
        Assert.Equal((16 << 20) + """{"access_token":" """.Trim().Length, await CountAsync(gzip));
    }

    [Fact]
    public async Task In_memory_gzip_is_undone_where_the_network_is_told_to()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.Network!.AutomaticDecompression = DecompressionMethods.GZip;
        rig.Server.Token.Next(Fault.GzipBomb(decompressedMegabytes: 2));

        var response = await rig.RequestAsync();

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.True((await response.Content.ReadAsByteArrayAsync(Rig.Cancellation)).Length > 2 << 20);
        Assert.NotNull((await Rig.ReadAsync(await rig.RequestAsync()))["access_token"]);
    }

    private static async Task<long> CountAsync(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        long total = 0;
        for (int count; (count = await stream.ReadAsync(buffer, Rig.Cancellation)) > 0;)
        {
            total += count;
        }

        return total;
    }
}
