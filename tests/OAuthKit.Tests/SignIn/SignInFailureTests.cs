using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

/// <summary>Sign-ins that come to nothing: what the caller is told, and that nobody is asked again by surprise.</summary>
public sealed class SignInFailureTests : IAsyncDisposable
{
    private readonly SignInRig _rig = new();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_user_who_says_no_in_the_browser_is_told_as_that()
    {
        _rig.Login.Authorization.SignIn = TestSignIn.Refuse();

        var e = await Assert.ThrowsAsync<OAuthException>(() => _rig.Mail.Read(Shop.Cancellation));

        Assert.Equal(OAuthFault.AuthorizationDenied, e.Code);
        Assert.Equal("access_denied", Assert.IsType<OAuthServerException>(e.InnerException).Error);
        Assert.Empty(_rig.Api.Requests);
        Assert.Empty(_rig.Login.Token.Requests);
    }

    [Fact]
    public async Task A_user_who_says_no_on_their_device_is_told_as_that()
    {
        _rig.Login.DeviceAuthorization.Decision = UserDecision.Deny(afterPolls: 1);
        _rig.Login.BackchannelAuthentication.Decision = UserDecision.Deny();

        var device = await Assert.ThrowsAsync<OAuthException>(() => _rig.Screen.Show(Shop.Cancellation));
        var backchannel = await Assert.ThrowsAsync<OAuthException>(() => _rig.Call.Make(Shop.Cancellation));

        Assert.Equal([OAuthFault.AuthorizationDenied, OAuthFault.AuthorizationDenied], [device.Code, backchannel.Code]);
        Assert.Empty(_rig.Api.Requests);
    }

    [Fact]
    public async Task A_user_who_takes_too_long_is_told_as_that()
    {
        _rig.Login.DeviceAuthorization.Decision = UserDecision.None;
        _rig.Login.DeviceAuthorization.Lifetime = TimeSpan.FromMinutes(1);
        _rig.Login.BackchannelAuthentication.Decision = UserDecision.Expire();

        var device = await Assert.ThrowsAsync<OAuthException>(() => _rig.Screen.Show(Shop.Cancellation));
        var backchannel = await Assert.ThrowsAsync<OAuthException>(() => _rig.Call.Make(Shop.Cancellation));

        Assert.Equal([OAuthFault.AuthorizationExpired, OAuthFault.AuthorizationExpired], [device.Code, backchannel.Code]);
    }

    [Fact]
    public async Task A_prompt_that_is_closed_counts_as_a_no()
    {
        _rig.Prompt.Meanwhile = static _ => throw new OperationCanceledException();

        var e = await Assert.ThrowsAsync<OAuthException>(() => _rig.Mail.Read(Shop.Cancellation));
        _rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => _rig.Mail.Read(Shop.Cancellation));

        Assert.Equal(OAuthFault.AuthorizationDenied, e.Code);
        Assert.Single(_rig.Prompt.Shown);
    }

    [Fact]
    public async Task Nobody_is_asked_again_by_surprise()
    {
        _rig.Login.Authorization.SignIn = TestSignIn.Refuse();
        await Assert.ThrowsAsync<OAuthException>(() => _rig.Mail.Read(Shop.Cancellation));
        _rig.Login.Authorization.SignIn = new TestSignIn();
        _rig.Clock.Advance(TimeSpan.FromMinutes(1));

        var e = await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => _rig.Mail.Read(Shop.Cancellation));

        Assert.Equal(OAuthFault.AuthorizationDenied, Assert.IsType<OAuthException>(e.InnerException).Code);
        Assert.Single(_rig.Prompt.Shown);
    }

    [Fact]
    public async Task The_user_is_asked_again_where_the_program_wants_that()
    {
        await using var provider = _rig.Provide(options => options.AskAgain = true);
        var mail = provider.GetRequiredService<IMailApi>();
        _rig.Login.Authorization.SignIn = TestSignIn.Refuse();
        await Assert.ThrowsAsync<OAuthException>(() => mail.Read(Shop.Cancellation));
        _rig.Login.Authorization.SignIn = new TestSignIn();
        _rig.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("alice", await mail.Read(Shop.Cancellation));
        Assert.Equal(2, _rig.Prompt.Shown.Count);
    }

    [Fact]
    public async Task A_login_that_the_server_ends_is_not_begun_again_by_surprise()
    {
        await _rig.Mail.Read(Shop.Cancellation);
        _rig.EndLogin();

        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => _rig.Mail.Read(Shop.Cancellation));
        _rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => _rig.Mail.Read(Shop.Cancellation));

        Assert.Single(_rig.Prompt.Shown);
        Assert.Equal(["authorization_code", "refresh_token"], _rig.Grants);
    }

    [Fact]
    public async Task A_login_that_the_server_ends_is_begun_again_where_the_program_wants_that()
    {
        await using var provider = _rig.Provide(options => options.AskAgain = true);
        var mail = provider.GetRequiredService<IMailApi>();
        await mail.Read(Shop.Cancellation);
        _rig.EndLogin();

        Assert.Equal("alice", await mail.Read(Shop.Cancellation));
        Assert.Equal(2, _rig.Prompt.Shown.Count);
        Assert.Equal(["authorization_code", "refresh_token", "authorization_code"], _rig.Grants);
    }

    [Fact]
    public async Task What_fails_before_the_user_is_asked_is_tried_again()
    {
        _rig.Login.DeviceAuthorization.Next(Fault.Status(503));
        await Assert.ThrowsAnyAsync<OAuthException>(() => _rig.Screen.Show(Shop.Cancellation));
        _rig.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("alice", await _rig.Screen.Show(Shop.Cancellation));
        Assert.Single(_rig.Prompt.Shown);
    }

    [Fact]
    public async Task A_prompt_that_leaves_its_sign_in_unfinished_is_told_so()
    {
        _rig.Prompt.IsBrief = true;

        var browser = await Assert.ThrowsAsync<InvalidOperationException>(() => _rig.Mail.Read(Shop.Cancellation));
        var backchannel = await Assert.ThrowsAsync<InvalidOperationException>(() => _rig.Call.Make(Shop.Cancellation));

        Assert.StartsWith("The IUserPrompt returned before the sign-in was completed.", browser.Message, StringComparison.Ordinal);
        Assert.StartsWith("The IUserPrompt asked nobody.", backchannel.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_without_the_method_says_which()
    {
        await using var provider = _rig.Provide(options => options.UserPrompt = new BrowserUserPrompt());

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => provider.GetRequiredService<IScreenApi>().Show(Shop.Cancellation));

        Assert.Equal("The IUserPrompt BrowserUserPrompt has no ShowDeviceCodeAsync, which an attribute of this API needs. Give it the method, or use another prompt.", e.Message);
    }

    [Fact]
    public async Task A_program_without_a_prompt_does_not_start_and_says_what_to_register()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMailApi(options => (options.BaseAddress, options.Issuer, options.ClientId, options.ClientAuthentication) = (_rig.Api.BaseAddress, _rig.Login.Issuer, "app", "none"));
        using var host = builder.Build();

        var e = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Shop.Cancellation));

        Assert.Equal(
            ["The API \"Mail\" asks its user to sign in ([AuthorizationCode], [DeviceCode] or [Backchannel]), but there is no IUserPrompt. Register one, for example services.AddSingleton<IUserPrompt>(new ConsoleUserPrompt()), or set SignIn.UserPrompt in its options."],
            e.Failures);
        Assert.Throws<OptionsValidationException>(() => host.Services.GetRequiredService<IMailApi>());
    }

    [Fact]
    public async Task A_client_without_a_container_is_given_its_prompt()
    {
        using var client = new OAuthClient(_rig.Login.Issuer, ClientAuthentication.ClientSecretBasic("app", Shop.Secret), new BackchannelOptions { Handler = _rig.Login.Handler, TimeProvider = _rig.Clock });

        var e = Assert.Throws<InvalidOperationException>(() => MailApi.Create(client, _rig.Api.BaseAddress));
        var mail = MailApi.Create(client, _rig.Api.BaseAddress, options => options.SignIn.UserPrompt = _rig.Prompt, _rig.Api.Handler);
        var again = MailApi.Create(client, _rig.Api.BaseAddress, options => options.SignIn.UserPrompt = _rig.Prompt, _rig.Api.Handler);

        Assert.EndsWith("Set SignIn.UserPrompt in its options, for example to a new ConsoleUserPrompt().", e.Message, StringComparison.Ordinal);
        Assert.Equal("alice", await mail.Read(Shop.Cancellation));
        Assert.Equal("alice", await again.Read(Shop.Cancellation));
        Assert.Single(_rig.Prompt.Shown);
    }

    [Fact]
    public async Task Fake_tokens_ask_nobody()
    {
        var services = new ServiceCollection();
        services.AddMailApi();
        services.AddScreenApi();
        var api = services.UseFakeTokens();
        api.Answer(_ => TestResponse.Text("me"));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IMailApi>().Read(Shop.Cancellation);
        await provider.GetRequiredService<IScreenApi>().Show(Shop.Cancellation);

        Assert.Equal(["mail.read", "screen.show"], api.Requests.Select(request => request.RequestedToken!.Scope));
    }
}
