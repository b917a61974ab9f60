using System.Net;

namespace OAuthKit.Testing.Tests;

/// <summary>Faults that make a client wait.</summary>
public sealed class WaitingFaultTests
{
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

        var response = await rig.PostAsync(Rig.TokenForm(), completion: HttpCompletionOption.ResponseHeadersRead);
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

        var response = await rig.PostAsync(Rig.TokenForm(), completion: HttpCompletionOption.ResponseHeadersRead);
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

        var held = rig.PostUntilAsync(Rig.TokenForm(), null, HttpCompletionOption.ResponseContentRead, giveUp.Token);
        await gate.Entered.WaitAsync(Rig.Cancellation);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
    }
}
