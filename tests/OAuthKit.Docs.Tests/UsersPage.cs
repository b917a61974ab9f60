using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace OAuthKit.Docs.Tests;

#region UsersInterface
[OAuth2Api("Photos"), AuthorizationCode, Scopes("openid", "offline_access", "photos.read")]
public interface IPhotosApi
{
    [Get("/photos")]
    Task<string> GetPhotos(CancellationToken cancellationToken = default);
}
#endregion

/// <summary>What docs/users.md shows.</summary>
internal static class UsersPage
{
    public static void Register(IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration configuration)
    {
        #region UsersRegistration
        services.AddPhotosApi(configuration.GetSection("Photos"));
        services.AddSingleton<IUserPrompt>(new ConsoleUserPrompt());
        #endregion
    }

    public static void Options(IServiceCollection services)
    {
        #region UsersOptions
        services.Configure<PhotosApiOptions>("Photos", options =>
        {
            options.SignIn.AskAgain = true;             // ask again after a no, a sign-out, or the end of the login
            options.SignIn.Prompt = "consent";          // the parameter "prompt" of the request, not the IUserPrompt
            options.SignIn.LoginHint = "alice";
        });
        #endregion
    }

    public static void Keep(IServiceCollection services, string folder, IProtector protector)
    {
        #region UsersKeep
        services.AddSingleton<IUserTokenStore>(new UserTokenFiles(folder, protector.Protect, protector.Unprotect));
        #endregion
    }

    public static async Task SessionsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        #region UsersSessions
        var sessions = services.GetRequiredService<UserSessions>();

        await sessions.SignInAsync("Photos", cancellationToken);     // asks, unless there are tokens; waits as long as the user may take
        await sessions.SignOutAsync("Photos", cancellationToken);    // drops the tokens, kept ones too
        #endregion
    }

    public static PhotosApi Create(OAuthClient client)
    {
        #region UsersCreate
        PhotosApi photos = PhotosApi.Create(client, new Uri("https://api.example.com"), options => options.SignIn.UserPrompt = new ConsoleUserPrompt());
        #endregion
        return photos;
    }

    #region UsersPrompt
    public sealed class WindowPrompt(IWindow window) : IUserPrompt
    {
        public Task OpenBrowserAsync(BrowserPrompt prompt, CancellationToken cancellationToken) =>
            prompt.UseLoopbackAsync(cancellationToken: cancellationToken);

        public async Task ShowDeviceCodeAsync(DeviceCodePrompt prompt, CancellationToken cancellationToken)
        {
            window.Show($"Open {prompt.VerificationUri} and enter {prompt.UserCode}");
            await prompt.WaitAsync(new Progress<PollProgress>(step => window.ShowTime(step.ExpiresAt)), cancellationToken);
            window.Close();
        }

        public async Task AskBackchannelAsync(BackchannelPrompt prompt, CancellationToken cancellationToken)
        {
            string message = BackchannelPrompt.CreateBindingMessage();
            await prompt.StartAsync(new BackchannelUser { LoginHint = await window.AskAsync("Who are you?"), BindingMessage = message }, cancellationToken);
            window.Show($"Confirm {message} on your phone");
        }
    }
    #endregion

    public static async Task OwnCallbackAsync(BrowserPrompt prompt, Func<string, Task<string>> openAndReceive, CancellationToken cancellationToken)
    {
        #region UsersCallback
        string url = await prompt.StartAsync("com.example.photos:/callback", cancellationToken);
        string callback = await openAndReceive(url);
        await prompt.CompleteAsync(AuthorizationCallback.FromUrl(callback), cancellationToken);
        #endregion
    }

    public interface IWindow
    {
        void Show(string text);

        void ShowTime(DateTimeOffset end);

        void Close();

        Task<string> AskAsync(string question);
    }

    public interface IProtector
    {
        byte[] Protect(byte[] data);

        byte[] Unprotect(byte[] data);
    }
}
