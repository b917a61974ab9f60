using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

/// <summary>Tokens that outlive the process, and users whom the program signs in and out by itself.</summary>
public sealed class UserSessionsTests : IAsyncDisposable
{
    private readonly SignInRig _rig = new();
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("oauthkit-").FullName, "tokens");

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
    }

    [Fact]
    public async Task A_program_that_is_started_again_does_not_ask_again()
    {
        await ReadAsync();
        await ReadAsync();
        _rig.EndToken();
        await ReadAsync();
        await ReadAsync();

        Assert.Single(_rig.Prompt.Shown);
        Assert.Equal(["authorization_code", "refresh_token"], _rig.Grants);
    }

    [Fact]
    public async Task Tokens_are_kept_encrypted_where_only_the_user_can_read_them()
    {
        await ReadAsync();

        var file = Assert.Single(Directory.GetFiles(_folder));
        Assert.Matches("^[0-9a-f]{64}[.]tokens$", Path.GetFileName(file));
        Assert.DoesNotContain("access_token", System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file, Shop.Cancellation)), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));
        }
    }

    [Fact]
    public async Task Tokens_that_are_no_longer_taken_are_replaced_by_a_sign_in()
    {
        await ReadAsync();
        _rig.EndLogin();
        await ReadAsync();
        await ReadAsync();

        Assert.Equal(2, _rig.Prompt.Shown.Count);
        Assert.Equal(["authorization_code", "refresh_token", "authorization_code"], _rig.Grants);
    }

    [Fact]
    public async Task Tokens_that_cannot_be_decrypted_count_as_gone()
    {
        await ReadAsync();
        await File.WriteAllBytesAsync(Assert.Single(Directory.GetFiles(_folder)), [1, 2, 3], Shop.Cancellation);
        await ReadAsync();

        Assert.Equal(2, _rig.Prompt.Shown.Count);
    }

    [Fact]
    public async Task Tokens_that_cannot_be_kept_are_not_used()
    {
        var store = new UserTokenFiles(_folder, static _ => throw new CryptographicException("No key."), static data => data);
        await using var provider = _rig.Provide(store: store);

        await Assert.ThrowsAnyAsync<Exception>(() => provider.GetRequiredService<IMailApi>().Read(Shop.Cancellation));

        Assert.Empty(_rig.Api.Requests);
    }

    [Fact]
    public async Task A_program_signs_its_user_in_before_the_first_call()
    {
        await _rig.Sessions.SignInAsync("Screen", Shop.Cancellation);
        await _rig.Sessions.SignInAsync("Screen", Shop.Cancellation);
        await _rig.Screen.Show(Shop.Cancellation);

        Assert.Single(_rig.Prompt.Shown);
    }

    [Fact]
    public async Task A_program_signs_its_user_in_again_after_a_no()
    {
        _rig.Login.Authorization.SignIn = TestSignIn.Refuse();
        await Assert.ThrowsAsync<OAuthException>(() => _rig.Mail.Read(Shop.Cancellation));
        _rig.Login.Authorization.SignIn = new TestSignIn();

        await _rig.Sessions.SignInAsync("Mail", Shop.Cancellation);

        Assert.Equal("alice", await _rig.Mail.Read(Shop.Cancellation));
    }

    [Fact]
    public async Task A_program_signs_its_user_in_again_after_the_server_ended_the_login()
    {
        await _rig.Screen.Show(Shop.Cancellation);
        _rig.EndLogin();
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => _rig.Screen.Show(Shop.Cancellation));

        await _rig.Sessions.SignInAsync("Screen", Shop.Cancellation);

        Assert.Equal("alice", await _rig.Screen.Show(Shop.Cancellation));
        Assert.Equal(2, _rig.Prompt.Shown.Count);
    }

    [Fact]
    public async Task Who_signed_out_is_not_asked_by_a_call_and_nothing_is_kept()
    {
        await using var provider = _rig.Provide(store: Store());
        var sessions = provider.GetRequiredService<UserSessions>();
        await provider.GetRequiredService<IMailApi>().Read(Shop.Cancellation);

        await sessions.SignOutAsync("Mail", Shop.Cancellation);

        Assert.Empty(Directory.GetFiles(_folder));
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => provider.GetRequiredService<IMailApi>().Read(Shop.Cancellation));
        await sessions.SignInAsync("Mail", Shop.Cancellation);
        Assert.Equal("alice", await provider.GetRequiredService<IMailApi>().Read(Shop.Cancellation));
    }

    [Fact]
    public async Task Only_an_API_that_asks_its_user_has_sessions()
    {
        await using var provider = _rig.Provide();
        var services = new ServiceCollection();
        services.AddOrdersApi();
        services.UseFakeTokens();
        await using var others = services.BuildServiceProvider();

        await Assert.ThrowsAsync<InvalidOperationException>(() => provider.GetRequiredService<UserSessions>().SignInAsync("Nobody", Shop.Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => others.GetRequiredService<UserSessions>().SignOutAsync("Orders", Shop.Cancellation));
    }

    private UserTokenFiles Store() => new(_folder, static plain => Turn(plain), static data => data is [1, 2, 3] ? throw new CryptographicException("Changed.") : Turn(data));

    private static byte[] Turn(byte[] bytes) => Array.ConvertAll(bytes, static value => (byte)(value ^ 0x5A));

    private async Task ReadAsync()
    {
        await using var provider = _rig.Provide(store: Store());
        Assert.Equal("alice", await provider.GetRequiredService<IMailApi>().Read(Shop.Cancellation));
    }
}
