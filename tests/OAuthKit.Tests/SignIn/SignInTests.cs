using Microsoft.Extensions.DependencyInjection;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

/// <summary>Users who sign in because a call needs it, through the container.</summary>
public sealed class SignInTests : IAsyncDisposable
{
    private readonly SignInRig _rig = new();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task The_browser_is_opened_once_and_the_tokens_are_refreshed_from_then_on()
    {
        Assert.Equal("alice", await _rig.Mail.Read(Shop.Cancellation));
        Assert.Equal("alice", await _rig.Mail.Read(Shop.Cancellation));
        _rig.EndToken();
        Assert.Equal("alice", await _rig.Mail.Read(Shop.Cancellation));

        Assert.Equal(["browser Mail mail.read"], _rig.Prompt.Shown);
        Assert.Equal(["authorization_code", "refresh_token"], _rig.Grants);
        Assert.Equal("mail.read", _rig.Api.Requests[0].Token!.Scopes.Single());
    }

    [Fact]
    public async Task A_device_code_is_shown_and_waited_for()
    {
        _rig.Login.DeviceAuthorization.Decision = UserDecision.Approve(afterPolls: 2);

        Assert.Equal("alice", await _rig.Screen.Show(Shop.Cancellation));
        _rig.EndToken();
        Assert.Equal("alice", await _rig.Screen.Show(Shop.Cancellation));

        Assert.StartsWith("device Screen screen.show https://login.test/", Assert.Single(_rig.Prompt.Shown), StringComparison.Ordinal);
        Assert.Equal([0, 1, 2], _rig.Prompt.Progress.Select(progress => progress.Attempts));
        Assert.Equal(["device_code", "device_code", "device_code", "refresh_token"], _rig.Grants);
    }

    [Fact]
    public async Task The_user_is_asked_in_the_back_channel()
    {
        _rig.Login.BackchannelAuthentication.Decision = UserDecision.Approve(afterPolls: 1);

        Assert.Equal("alice", await _rig.Call.Make(Shop.Cancellation));
        _rig.EndToken();
        Assert.Equal("alice", await _rig.Call.Make(Shop.Cancellation));

        Assert.Equal(["backchannel Call call.make"], _rig.Prompt.Shown);
        Assert.Equal(["ciba", "ciba", "refresh_token"], _rig.Grants);
        var asked = Assert.Single(_rig.Login.BackchannelAuthentication.Requests).Form;
        Assert.Equal(("openid call.make", "alice", "W4SCT"), (asked["scope"], asked["login_hint"], asked["binding_message"]));
    }

    [Fact]
    public async Task Calls_at_the_same_time_wait_for_one_sign_in()
    {
        var gate = new TaskCompletionSource();
        _rig.Prompt.Meanwhile = cancellationToken => gate.Task.WaitAsync(cancellationToken);

        var calls = Enumerable.Range(0, 20).Select(_ => _rig.Mail.Read(Shop.Cancellation)).ToArray();
        gate.SetResult();
        await Task.WhenAll(calls);

        Assert.Single(_rig.Prompt.Shown);
        Assert.Equal(["authorization_code"], _rig.Grants);
    }

    [Fact]
    public async Task A_user_is_asked_one_thing_at_a_time()
    {
        await Task.WhenAll(_rig.Mail.Read(Shop.Cancellation), _rig.Mail.Send(Shop.Cancellation));

        Assert.Equal(["browser Mail mail.read", "browser Mail mail.send"], _rig.Prompt.Shown.Order(StringComparer.Ordinal));
        Assert.Equal(1, _rig.Prompt.MostAtOnce);
    }

    [Fact]
    public async Task A_caller_who_leaves_does_not_end_the_sign_in()
    {
        var gate = new TaskCompletionSource();
        _rig.Prompt.Meanwhile = cancellationToken => gate.Task.WaitAsync(cancellationToken);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Shop.Cancellation);

        var left = _rig.Mail.Read(leaving.Token);
        var stayed = _rig.Mail.Read(Shop.Cancellation);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.SetResult();

        Assert.Equal("alice", await stayed);
        Assert.Single(_rig.Prompt.Shown);
    }

    [Fact]
    public async Task A_user_has_more_time_than_a_token_request()
    {
        var gate = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        _rig.Prompt.Meanwhile = cancellationToken =>
        {
            asked.SetResult();
            return gate.Task.WaitAsync(cancellationToken);
        };

        var call = _rig.Mail.Read(Shop.Cancellation);
        await asked.Task.WaitAsync(Shop.Cancellation);
        _rig.Clock.Advance(TimeSpan.FromMinutes(10));
        gate.SetResult();

        Assert.Equal("alice", await call);
    }

    [Fact]
    public async Task The_end_of_the_program_ends_the_sign_in()
    {
        var asked = new TaskCompletionSource<CancellationToken>();
        _rig.Prompt.Meanwhile = cancellationToken =>
        {
            asked.SetResult(cancellationToken);
            return new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        };

        var call = _rig.Mail.Read(Shop.Cancellation);
        var token = await asked.Task.WaitAsync(Shop.Cancellation);
        await _rig.Services.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => call);
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public async Task The_token_is_asked_for_the_API_at_every_step()
    {
        await using var provider = _rig.Provide(resource: "https://api.example.com");
        await provider.GetRequiredService<IMailApi>().Read(Shop.Cancellation);
        await provider.GetRequiredService<IScreenApi>().Show(Shop.Cancellation);
        await provider.GetRequiredService<ICallApi>().Make(Shop.Cancellation);
        _rig.EndToken();
        await provider.GetRequiredService<IScreenApi>().Show(Shop.Cancellation);

        Assert.Equal(
            ["https://api.example.com", "https://api.example.com", "https://api.example.com"],
            new[] { _rig.Login.Authorization.Requests[0].Query, _rig.Login.DeviceAuthorization.Requests[0].Form, _rig.Login.BackchannelAuthentication.Requests[0].Form }.Select(request => request["resource"]));
        Assert.All(_rig.Login.Token.Requests, request => Assert.Equal("https://api.example.com", request.Form["resource"]));
        Assert.Equal(["authorization_code", "device_code", "ciba", "refresh_token"], _rig.Grants);
    }

    [Fact]
    public async Task Anonymous_calls_ask_nobody()
    {
        _rig.Api.MapGet("/ping", _ => TestResponse.Text("pong")).AllowAnonymous();

        Assert.Equal("pong", await _rig.Mail.Ping(Shop.Cancellation));
        Assert.Empty(_rig.Prompt.Shown);
    }

    [Fact]
    public async Task What_the_program_knows_of_the_sign_in_is_sent()
    {
        await using var provider = _rig.Provide(options => (options.LoginHint, options.Prompt, options.AcrValues, options.Push) = ("bob", "consent", ["gold"], true));

        Assert.Equal("bob", await provider.GetRequiredService<IMailApi>().Read(Shop.Cancellation));

        var pushed = Assert.Single(_rig.Login.PushedAuthorization.Requests).Form;
        Assert.Equal(("bob", "consent", "gold"), (pushed["login_hint"], pushed["prompt"], pushed["acr_values"]));
    }
}
