namespace OAuthKit;

/// <summary>
/// What a program shows its user, and how the user answers, when an API asks them to sign in. There is one for programs in a terminal
/// (<see cref="ConsoleUserPrompt"/>) and one that only opens the browser (<see cref="BrowserUserPrompt"/>). A prompt of one's own has
/// the methods for the attributes that its program uses. The user is asked one thing at a time. A prompt that throws an
/// <see cref="OperationCanceledException"/> says that the user doesn't want to.
/// </summary>
public interface IUserPrompt
{
    /// <summary>Sends the user to the authorization server in a browser, and receives the callback: <see cref="AuthorizationCodeAttribute"/>.</summary>
    /// <param name="prompt">The sign-in. It has to be completed when this returns.</param>
    /// <param name="cancellationToken">Ends the sign-in.</param>
    /// <returns>The task of signing in.</returns>
    Task OpenBrowserAsync(BrowserPrompt prompt, CancellationToken cancellationToken) => throw NotOffered(this, nameof(OpenBrowserAsync));

    /// <summary>Shows the user an address and the code to type in there, on whatever device: <see cref="DeviceCodeAttribute"/>.</summary>
    /// <param name="prompt">What to show. It may be waited for, to show how far it is.</param>
    /// <param name="cancellationToken">Ends the sign-in.</param>
    /// <returns>The task of showing, which may end before the user has decided.</returns>
    Task ShowDeviceCodeAsync(DeviceCodePrompt prompt, CancellationToken cancellationToken) => throw NotOffered(this, nameof(ShowDeviceCodeAsync));

    /// <summary>Says who is asked on a device of theirs, and what they are shown there: <see cref="BackchannelAttribute"/>.</summary>
    /// <param name="prompt">The sign-in. It has to be started when this returns, and may be waited for.</param>
    /// <param name="cancellationToken">Ends the sign-in.</param>
    /// <returns>The task of asking, which may end before the user has decided.</returns>
    Task AskBackchannelAsync(BackchannelPrompt prompt, CancellationToken cancellationToken) => throw NotOffered(this, nameof(AskBackchannelAsync));

    private static InvalidOperationException NotOffered(IUserPrompt prompt, string method) =>
        new($"The IUserPrompt {prompt.GetType().Name} has no {method}, which an attribute of this API needs. Give it the method, or use another prompt.");
}
