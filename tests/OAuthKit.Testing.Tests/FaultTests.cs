using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class FaultTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_with_a_status_headers_and_a_body(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.Status(503, "<html>", "text/html").RetryAfter(TimeSpan.FromSeconds(1.5)).WithHeader("X-Reason", "maintenance"));

        var response = await rig.RequestAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("<html>", await response.Content.ReadAsStringAsync(Rig.Cancellation));
        Assert.Equal("text/html", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter!.Delta);
        Assert.Equal(["maintenance"], response.Headers.GetValues("X-Reason"));
        Assert.Equal(503, rig.Server.Token.Requests[0].StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rig.RequestAsync()).StatusCode);
    }

    [Fact]
    public async Task Happens_once_n_times_always_or_under_a_condition()
    {
        await using var rig = await Rig.StartAsync();
        var twice = rig.Server.Token.Next(2, Fault.Status(500));
        rig.Server.Token.Next(Fault.None, Fault.Status(501));

        await AssertStatusesAsync(rig, 500, 500, 200, 501, 200);
        Assert.Equal(2, twice.Hits);

        using (var always = rig.Server.Token.Always(Fault.Status(502)))
        {
            await AssertStatusesAsync(rig, 502, 502, 502);
            Assert.Equal(3, always.Hits);
        }

        await AssertStatusesAsync(rig, 200);

        var conditional = rig.Server.Token.When(request => request.Form["scope"] == "orders.write", Fault.Status(504), times: 1);
        Assert.Equal(200, (int)(await rig.RequestAsync(("scope", "orders.read"))).StatusCode);
        Assert.Equal(504, (int)(await rig.RequestAsync(("scope", "orders.write"))).StatusCode);
        Assert.Equal(200, (int)(await rig.RequestAsync(("scope", "orders.write"))).StatusCode);
        Assert.Equal(1, conditional.Hits);
    }

    [Fact]
    public async Task A_fault_that_is_taken_back_or_cleared_does_nothing()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.Token.Next(3, Fault.Status(500)).Dispose();
        await AssertStatusesAsync(rig, 200);

        rig.Server.Token.Always(Fault.Status(500));
        rig.Server.Token.Next(Fault.Status(501));
        rig.Server.Token.ClearFaults();
        await AssertStatusesAsync(rig, 200);
    }

    [Fact]
    public async Task A_queued_fault_stands_outside_the_standing_ones_and_the_newest_of_these_outermost()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.Token.Always(Fault.Status(500));
        rig.Server.Token.Always(Fault.Status(501));
        rig.Server.Token.Next(Fault.Status(502));

        await AssertStatusesAsync(rig, 502, 501);
    }

    [Fact]
    public async Task A_fault_of_the_host_meets_every_endpoint()
    {
        await using var rig = await Rig.StartAsync();
        using var down = rig.Server.Always(Fault.ConnectionFailure());

        await Assert.ThrowsAsync<HttpRequestException>(() => rig.RequestAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => rig.Http.GetAsync(rig.Server.Address + rig.Server.OpenIdDiscovery.Path, Rig.Cancellation));
        Assert.Equal(0, rig.Server.TokenRequests);
        Assert.Equal(2, rig.Server.RequestCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_with_an_OAuth_error(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.Error("temporarily_unavailable", "Come back later.", "https://login.test/errors/1", 503));

        var response = await rig.RequestAsync();
        var json = await Rig.ReadAsync(response);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("temporarily_unavailable", (string?)json["error"]);
        Assert.Equal("Come back later.", (string?)json["error_description"]);
        Assert.Equal("https://login.test/errors/1", (string?)json["error_uri"]);
    }

    [Theory]
    [InlineData(false, 302)]
    [InlineData(true, 307)]
    public async Task Sends_the_client_elsewhere_and_nobody_follows(bool loopback, int status)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.Redirect("https://evil.test/token", status));

        var response = await rig.RequestAsync();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("https://evil.test/token", response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fails_the_connection(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.ConnectionFailure());

        await Assert.ThrowsAsync<HttpRequestException>(() => rig.RequestAsync());

        Assert.Equal(1, rig.Server.TokenRequests);
        Assert.Null(rig.Server.Token.Requests[0].StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rig.RequestAsync()).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_the_connection_in_the_middle_of_the_body(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.Truncate());

        var response = await rig.PostAsync(TokenForm(), completion: HttpCompletionOption.ResponseHeadersRead);
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

        var response = await rig.PostAsync(TokenForm(), completion: HttpCompletionOption.ResponseHeadersRead);
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

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 20)]
    [InlineData(true, 0)]
    [InlineData(true, 20)]
    public async Task Stalls_after_the_headers_until_the_client_gives_up(bool loopback, int afterBytes)
    {
        await using var rig = await Rig.StartAsync(loopback);
        using var giveUp = new CancellationTokenSource();
        rig.Server.Token.Next(Fault.Stall(afterBytes));

        var response = await rig.PostAsync(TokenForm(), completion: HttpCompletionOption.ResponseHeadersRead);
        using var stream = await response.Content.ReadAsStreamAsync(Rig.Cancellation);
        await stream.ReadExactlyAsync(new byte[afterBytes], Rig.Cancellation);
        var read = stream.ReadAsync(new byte[1], giveUp.Token).AsTask();

        Assert.False(read.IsCompleted);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    [Fact]
    public async Task A_stalled_read_ends_when_the_response_is_disposed()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.Token.Next(Fault.Stall());

        var response = await rig.PostAsync(TokenForm(), completion: HttpCompletionOption.ResponseHeadersRead);
        var read = (await response.Content.ReadAsStreamAsync(Rig.Cancellation)).ReadAsync(new byte[1], Rig.Cancellation).AsTask();
        response.Dispose();

        await Assert.ThrowsAsync<HttpIOException>(() => read);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Waits_on_the_clock_of_the_host(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        rig.Server.Token.Next(Fault.Delay(TimeSpan.FromMinutes(5)).Then(Fault.Status(503)));

        var pending = rig.RequestAsync();
        await rig.Server.Token.WaitForRequestsAsync(1, Rig.Cancellation);
        while (!pending.IsCompleted)
        {
            rig.Clock.Advance(TimeSpan.FromMinutes(5));
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await pending).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gate_holds_one_request_until_it_is_released(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        var gate = rig.Server.Token.HoldNext();

        var held = rig.RequestAsync();
        await gate.Entered.WaitAsync(Rig.Cancellation);
        var free = await rig.RequestAsync();

        Assert.Equal(HttpStatusCode.OK, free.StatusCode);
        Assert.Equal(1, gate.Waiting);
        Assert.False(held.IsCompleted);
        gate.Release();
        Assert.Equal(HttpStatusCode.OK, (await held).StatusCode);
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task A_gate_may_hold_every_request_and_lead_to_another_fault()
    {
        await using var rig = await Rig.StartAsync();
        var gate = rig.Server.Token.Hold(Fault.Status(500));

        var held = Enumerable.Range(0, 3).Select(_ => rig.RequestAsync()).ToArray();
        await gate.EnteredBy(3).WaitAsync(Rig.Cancellation);

        Assert.Equal(3, gate.Waiting);
        gate.Release();
        Assert.All(await Task.WhenAll(held), response => Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_held_request_ends_when_the_client_gives_up(bool loopback)
    {
        await using var rig = await Rig.StartAsync(loopback);
        using var giveUp = new CancellationTokenSource();
        var gate = rig.Server.Token.HoldNext();

        var held = rig.PostUntilAsync(TokenForm(), null, HttpCompletionOption.ResponseContentRead, giveUp.Token);
        await gate.Entered.WaitAsync(Rig.Cancellation);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
    }

    [Fact]
    public async Task Mutations_change_members_in_the_order_in_which_they_were_added()
    {
        await using var rig = await Rig.StartAsync();
        using var first = rig.Server.Token.Mutate(json => json["expires_in"] = 0);
        using var second = rig.Server.Token.Mutate(json =>
        {
            json["expires_in"] = (int)json["expires_in"]! + 7;
            json.Remove("scope");
            json["refresh_token"] = "r";
        });
        rig.Server.Token.MutateNext(json => json["token_type"] = "mac");

        var json = await Rig.ReadAsync(await rig.RequestAsync());

        Assert.Equal(7, (int?)json["expires_in"]);
        Assert.Equal("r", (string?)json["refresh_token"]);
        Assert.Equal("mac", (string?)json["token_type"]);
        Assert.Null(json["scope"]);
        Assert.Equal("Bearer", (string?)(await Rig.ReadAsync(await rig.RequestAsync()))["token_type"]);
    }

    [Fact]
    public async Task Mutations_leave_alone_what_is_not_a_JSON_object()
    {
        await using var rig = await Rig.StartAsync();
        using var mutation = rig.Server.Token.Mutate(json => json["x"] = 1);
        rig.Server.Token.Next(Fault.Body("[1]"), Fault.Body("{"), Fault.Status(500));

        Assert.Equal("[1]", await (await rig.RequestAsync()).Content.ReadAsStringAsync(Rig.Cancellation));
        Assert.Equal("{", await (await rig.RequestAsync()).Content.ReadAsStringAsync(Rig.Cancellation));
        Assert.Equal("", await (await rig.RequestAsync()).Content.ReadAsStringAsync(Rig.Cancellation));
    }

    [Fact]
    public async Task Metadata_can_be_changed_too()
    {
        await using var rig = await Rig.StartAsync();
        using var mutation = rig.Server.OpenIdDiscovery.Mutate(json => json["issuer"] = "https://evil.test");

        var json = await Rig.ReadAsync(await rig.Http.GetAsync(rig.Server.Address + rig.Server.OpenIdDiscovery.Path, Rig.Cancellation));

        Assert.Equal("https://evil.test", (string?)json["issuer"]);
    }

    [Fact]
    public async Task A_test_may_bring_its_own_fault_and_its_own_endpoint()
    {
        await using var rig = await Rig.StartAsync();
        var trap = rig.Server.Map("POST", "/trap/{id}", request => TestResponse.Json(new JsonObject { ["id"] = request.Route["id"] }));
        rig.Server.Token.Next(new TeapotFault());
        trap.Next(Fault.Status(500));

        Assert.Equal(418, (int)(await rig.RequestAsync()).StatusCode);
        Assert.Equal(500, (int)(await rig.Http.PostAsync(rig.Server.Address + "/trap/7", null, Rig.Cancellation)).StatusCode);
        Assert.Equal("7", (string?)(await Rig.ReadAsync(await rig.Http.PostAsync(rig.Server.Address + "/trap/7", null, Rig.Cancellation)))["id"]);
        Assert.Equal(2, trap.RequestCount);
    }

    private static FormUrlEncodedContent TokenForm() => Rig.Form(("grant_type", "client_credentials"), ("client_id", Rig.ClientId), ("client_secret", Rig.Secret));

    private static async Task AssertStatusesAsync(Rig rig, params int[] expected)
    {
        var statuses = new List<int>();
        foreach (var _ in expected)
        {
            statuses.Add((int)(await rig.RequestAsync()).StatusCode);
        }

        Assert.Equal(expected, statuses);
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

    private sealed class TeapotFault : Fault
    {
        protected override async ValueTask<TestResponse> ApplyAsync(TestRequest request, TestRequestHandler next, CancellationToken cancellationToken)
        {
            var response = await next(request, cancellationToken);
            response.StatusCode = 418;
            return response;
        }
    }
}
