using System.Reflection;
using System.Reflection.Emit;
using System.Text;

namespace OAuthKit;

public sealed class PingNotificationTests
{
    private static readonly Dictionary<AuthReqId, ClientNotificationToken> _tokens = new()
    {
        [AuthReqId.Parse("one")] = ClientNotificationToken.Parse("token-1-" + The.Canary),
        [AuthReqId.Parse("two")] = ClientNotificationToken.Parse("token-2-" + The.Canary),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{\"auth_req_id\":\"one\"}")]
    [InlineData("{\"foo\":{\"bar\":[1]},\"auth_req_id\":\"one\"}")]
    public async Task R206_R207_A_notification_of_the_server_is_valid(string body)
    {
        foreach (var scheme in (string[])["Bearer", "bearer", "BEARER"])
        {
            var ping = await VerifyAsync($"{scheme} token-1-{The.Canary}", body);

            Assert.True(ping.IsValid);
            Assert.Equal(204, ping.StatusCode);
            Assert.Equal("one", ping.AuthReqId?.Reveal());
            Assert.Equal("Valid ping notification", ping.ToString());
        }
    }

    [Theory]
    [InlineData(null, "{\"auth_req_id\":\"one\"}")]
    [InlineData("", "{\"auth_req_id\":\"one\"}")]
    [InlineData("Bearer", "{\"auth_req_id\":\"one\"}")]
    [InlineData("Bearer ", "{\"auth_req_id\":\"one\"}")]
    [InlineData("token-1-c4narY", "{\"auth_req_id\":\"one\"}")]
    [InlineData("Basic token-1-c4narY", "{\"auth_req_id\":\"one\"}")]
    [InlineData("Bearer token-1-c4narX", "{\"auth_req_id\":\"one\"}")]
    [InlineData("Bearer token-1-c4nar", "{\"auth_req_id\":\"one\"}")]
    [InlineData("Bearer token-2-c4narY", "{\"auth_req_id\":\"one\"}")]
    [InlineData("Bearer token-1-c4narY, token-1-c4narY", "{\"auth_req_id\":\"one\"}")]
    [InlineData("Bearer token-1-c4narY", "{\"auth_req_id\":\"three\"}")]
    [InlineData("Bearer token-1-c4narY", "{\"auth_req_id\":\"\"}")]
    [InlineData("Bearer token-1-c4narY", "{\"auth_req_id\":[\"one\"]}")]
    [InlineData("Bearer token-1-c4narY", "{\"auth_req_id\":\"two\",\"auth_req_id\":\"one\"}")]
    [InlineData("Bearer token-1-c4narY", "{}")]
    [InlineData("Bearer token-1-c4narY", "auth_req_id=one")]
    [InlineData("Bearer token-1-c4narY", "")]
    public async Task R206_Anything_else_is_refused(string? authorization, string body)
    {
        var ping = await VerifyAsync(authorization, body);

        Assert.False(ping.IsValid);
        Assert.Equal(401, ping.StatusCode);
        Assert.Null(ping.AuthReqId);
        Assert.Equal("Refused ping notification", ping.ToString());
    }

    [Fact]
    public async Task R206_A_body_without_end_is_refused() =>
        Assert.False((await VerifyAsync($"Bearer token-1-{The.Canary}", "{\"auth_req_id\":\"one\"}" + new string(' ', 64 * 1024))).IsValid);

    [Fact]
    public void R206_Tokens_are_compared_in_fixed_time()
    {
        var equals = typeof(Secret).GetMethod(nameof(Secret.Equals), [typeof(Secret)])!;
        var machine = typeof(PingNotification).GetNestedTypes(BindingFlags.NonPublic).Single(type => type.Name.Contains(nameof(PingNotification.VerifyAsync), StringComparison.Ordinal));
        var body = machine.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var il = body.GetMethodBody()!.GetILAsByteArray()!;

        var calls = Enumerable.Range(0, il.Length - 4)
            .Where(i => il[i] == OpCodes.Callvirt.Value || il[i] == OpCodes.Call.Value)
            .Select(i => BitConverter.ToInt32(il, i + 1))
            .Where(token => token >> 24 is 0x06 or 0x0A)
            .Select(Resolve);

        Assert.Contains(equals, calls);

        // Some bytes only look like a call, and what they name may be anything.
        MethodBase? Resolve(int token)
        {
            try
            {
                return body.Module.ResolveMethod(token, machine.GetGenericArguments(), null);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task R207_After_a_notification_the_next_request_is_made_at_once()
    {
        using var rig = await PollRig.OfBackchannelAsync(PollServer.BackchannelJson(interval: "60"), PollServer.Tokens);
        var tokens = rig.Start();
        rig.Advance(3);
        Assert.False(tokens.IsCompleted);

        rig.Poller.Notify();

        Assert.Equal(The.Token(1), (await tokens).AccessToken.Reveal());
        Assert.Equal([3], rig.Server.Times);
    }

    [Fact]
    public async Task R207_A_notification_that_comes_before_anyone_waits_is_not_lost()
    {
        using var rig = await PollRig.OfBackchannelAsync(PollServer.BackchannelJson(), PollServer.Tokens);
        rig.Poller.Notify();

        await rig.Start();

        Assert.Equal([0], rig.Server.Times);
    }

    [Fact]
    public async Task R207_Notifications_do_not_make_anyone_spin()
    {
        using var rig = await PollRig.OfBackchannelAsync(PollServer.BackchannelJson(), PollServer.Pending, PollServer.Tokens);
        rig.Poller.Notify();
        Assert.IsType<PollPending>(await rig.Poller.PollAsync(Stop));

        rig.Poller.Notify();
        var next = rig.Poller.PollAsync(Stop);
        rig.Advance(4.999);
        Assert.False(next.IsCompleted);
        rig.Advance(0.001);

        Assert.IsType<PollTokens>(await next);
        Assert.Equal([0, 5], rig.Server.Times);
    }

    /// <summary>Push mode isn't offered, so its rules have nothing to hold for: what is pushed is a ping, and its tokens are looked at by nobody.</summary>
    [Fact]
    public async Task R208_Push_is_not_offered_and_pushed_tokens_are_never_taken()
    {
        var ping = await VerifyAsync($"Bearer token-1-{The.Canary}", """{"auth_req_id":"one","access_token":"pushed-c4narY","token_type":"Bearer","id_token":"a.c4narY.b"}""");
        using var rig = await PollRig.OfBackchannelAsync(PollServer.BackchannelJson(), PollServer.Tokens);
        rig.Poller.Notify();

        Assert.Equal("one", ping.AuthReqId?.Reveal());
        Assert.Equal([nameof(PingNotification.IsValid), nameof(PingNotification.AuthReqId), nameof(PingNotification.StatusCode)], typeof(PingNotification).GetProperties().Select(property => property.Name));
        Assert.Equal(The.Token(1), (await rig.Start()).AccessToken.Reveal());
        Assert.DoesNotContain(typeof(PingNotification).Assembly.GetExportedTypes(), type => type.Name.StartsWith("Push", StringComparison.Ordinal) && !type.Name.StartsWith("Pushed", StringComparison.Ordinal));
        Assert.DoesNotContain(typeof(BackchannelAuthenticationRequest).GetProperties(), property => property.Name.Contains("Push", StringComparison.Ordinal));
        Assert.Contains("Push mode, in which the server sends the tokens themselves, isn't offered", Repository.Read("docs/ciba.md"), StringComparison.Ordinal);
    }

    private static ValueTask<PingNotification> VerifyAsync(string? authorization, string body) =>
        PingNotification.VerifyAsync(authorization, Encoding.UTF8.GetBytes(body), (id, _) => new(_tokens.GetValueOrDefault(id)), Stop);
}
