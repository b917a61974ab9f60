using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

public sealed class ConsoleUserPromptTests : IAsyncDisposable
{
    private readonly SignInRig _rig = new();
    private readonly StringWriter _output = new();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task It_opens_the_browser_and_receives_the_callback()
    {
        await ReadAsync(new NativeSignInOptions { Browser = UserBrowser.From(VisitAsync) });

        Assert.Equal($"Sign in to Mail in the browser.{Environment.NewLine}Signed in.{Environment.NewLine}", _output.ToString());
    }

    [Theory]
    [InlineData("http://127.0.0.1/back", "http://127.0.0.1:")]
    [InlineData("http://[::1]/back", "http://[::1]:")]
    public async Task The_callback_comes_to_the_redirect_URI_of_the_client(string redirectUri, string start)
    {
        _rig.Login.AddClient(new TestClient("app", Shop.Secret) { RedirectUris = [redirectUri] });
        await using var provider = _rig.Provide(
            signIn => signIn.UserPrompt = new ConsoleUserPrompt(new ConsoleUserPromptOptions { Output = _output, SignIn = new NativeSignInOptions { Browser = UserBrowser.From(VisitAsync) } }),
            redirectUri: redirectUri);

        Assert.Equal("alice", await provider.GetRequiredService<IMailApi>().Read(Shop.Cancellation));

        var sent = Assert.Single(_rig.Login.Authorization.Requests).Query["redirect_uri"]!;
        Assert.StartsWith(start, sent, StringComparison.Ordinal);
        Assert.EndsWith("/back", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example.com/callback")]
    [InlineData("http://localhost/callback")]
    [InlineData("http://127.0.0.1/callback?from=login")]
    public async Task A_redirect_URI_elsewhere_is_refused_before_anything_is_opened(string redirectUri)
    {
        await using var provider = _rig.Provide(signIn => signIn.UserPrompt = new BrowserUserPrompt(), redirectUri: redirectUri);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => provider.GetRequiredService<IMailApi>().Read(Shop.Cancellation));

        Assert.Contains(redirectUri, e.Message, StringComparison.Ordinal);
        Assert.Empty(_rig.Login.Authorization.Requests);
    }

    [Fact]
    public async Task Without_a_browser_it_writes_the_address_down()
    {
        var written = new TaskCompletionSource<string>();
        var browser = new NoBrowser();
        await using var provider = Provide(new ConsoleUserPromptOptions { Output = new Watched(written), SignIn = new NativeSignInOptions { Browser = browser } });

        var call = provider.GetRequiredService<IMailApi>().Read(Shop.Cancellation);
        await VisitAsync(await written.Task.WaitAsync(Shop.Cancellation), Shop.Cancellation);

        Assert.Equal("alice", await call);
    }

    [Fact]
    public async Task It_shows_the_code_for_another_device()
    {
        _rig.Login.DeviceAuthorization.Decision = UserDecision.Approve();
        _rig.Clock.TurnsByItself = true;
        await using var provider = Provide(new ConsoleUserPromptOptions { Output = _output });

        Assert.Equal("alice", await provider.GetRequiredService<IScreenApi>().Show(Shop.Cancellation));

        var pending = Assert.Single(_rig.Login.DeviceAuthorization.Authorizations);
        Assert.Equal(
            ["To sign in to Screen, open this page on any device:", "    https://login.test/device", "and enter the code:", $"    {pending.UserCode}", "It is good for 10 minutes.", "Signed in.", ""],
            _output.ToString().ReplaceLineEndings("\n").Split('\n'));
    }

    [Fact]
    public async Task It_asks_who_confirms_in_the_back_channel()
    {
        _rig.Clock.TurnsByItself = true;
        await using var provider = Provide(new ConsoleUserPromptOptions { Output = _output, Input = new StringReader(" bob \n") });

        Assert.Equal("bob", await provider.GetRequiredService<ICallApi>().Make(Shop.Cancellation));

        var form = Assert.Single(_rig.Login.BackchannelAuthentication.Requests).Form;
        Assert.Equal("bob", form["login_hint"]);
        Assert.Matches("^[BCDFGHJKLMNPQRSTVWXZ]{6}$", form["binding_message"]);
        Assert.StartsWith("Who confirms the sign-in to Call? Confirm on your device within ", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"It shows: {form["binding_message"]}", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_a_no()
    {
        await using var provider = Provide(new ConsoleUserPromptOptions { Output = _output, Input = new StringReader("") });

        var e = await Assert.ThrowsAsync<OAuthException>(() => provider.GetRequiredService<ICallApi>().Make(Shop.Cancellation));

        Assert.Equal(OAuthFault.AuthorizationDenied, e.Code);
        Assert.Empty(_rig.Login.BackchannelAuthentication.Requests);
    }

    private async Task ReadAsync(NativeSignInOptions options)
    {
        await using var provider = Provide(new ConsoleUserPromptOptions { Output = _output, SignIn = options });
        Assert.Equal("alice", await provider.GetRequiredService<IMailApi>().Read(Shop.Cancellation));
    }

    private ServiceProvider Provide(ConsoleUserPromptOptions options) => _rig.Provide(signIn => signIn.UserPrompt = new ConsoleUserPrompt(options));

    private async Task VisitAsync(string url, CancellationToken cancellationToken)
    {
        var callback = await _rig.Login.SignInAsync(url, cancellationToken: cancellationToken);
        using var browser = new HttpClient();
        using var page = await browser.GetAsync(new Uri(callback.Url), cancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    private sealed class NoBrowser : UserBrowser
    {
        public override Task OpenAsync(string url, CancellationToken cancellationToken) =>
            throw new OAuthException(OAuthFault.BrowserUnavailable, "There is none.");
    }

    /// <summary>Waits for an address to be written.</summary>
    private sealed class Watched(TaskCompletionSource<string> written) : StringWriter
    {
        public override Task WriteLineAsync(string? value)
        {
            if (value?.Split("\n    ") is [_, var url])
            {
                written.SetResult(url);
            }

            return base.WriteLineAsync(value);
        }
    }
}
