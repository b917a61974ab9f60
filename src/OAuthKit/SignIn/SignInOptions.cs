namespace OAuthKit;

/// <summary>
/// How the user of an API signs in, under <see cref="AuthorizationCodeAttribute"/>, <see cref="DeviceCodeAttribute"/> and
/// <see cref="BackchannelAttribute"/>. They are set in code.
/// </summary>
public sealed class SignInOptions
{
    internal const string AsksUser = "asks its user to sign in ([AuthorizationCode], [DeviceCode] or [Backchannel])";
    internal const string NoPrompt = AsksUser + ", but there is no IUserPrompt. Register one, for example services.AddSingleton<IUserPrompt>(new ConsoleUserPrompt()), or set SignIn.UserPrompt in its options.";

    /// <summary>Shows the user what they need to sign in.</summary>
    /// <value>The default, null, is the service <see cref="IUserPrompt"/> of the container.</value>
    public IUserPrompt? UserPrompt { get; set; }

    /// <summary>Keeps the tokens beyond the process.</summary>
    /// <value>The default, null, is the service <see cref="IUserTokenStore"/> of the container; where there is none, tokens are in memory only.</value>
    public IUserTokenStore? TokenStore { get; set; }

    /// <summary>
    /// Whether a call asks the user again where they were asked before: after they declined, took too long or signed out, and when the
    /// server has ended their login.
    /// </summary>
    /// <value>The default is false: calls then fail with a <see cref="ReauthenticationRequiredException"/>, until <see cref="UserSessions.SignInAsync"/>.</value>
    public bool AskAgain { get; set; }

    /// <summary>Who is to sign in, by a name that the server knows, where the program knows that.</summary>
    /// <value>The default is null. A sign-in in the back channel needs it, from here or from the prompt.</value>
    public string? LoginHint { get; set; }

    /// <summary>What the server is to show in the browser, such as <c>consent</c>, without which some give no refresh token (<see cref="AuthorizationRequest.Prompt"/>).</summary>
    /// <value>The default, null, leaves it to the server.</value>
    public string? Prompt { get; set; }

    /// <summary>How the user is to be authenticated, the most wanted first, in the browser and in the back channel.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<string> AcrValues { get; set; } = [];

    /// <summary>Whether the request for the browser is pushed to the server first (<see cref="AuthorizationRequest.Push"/>).</summary>
    /// <value>The default is false.</value>
    public bool Push { get; set; }

    /// <summary>The redirect URI of the client, where one is configured.</summary>
    internal string? RedirectUri { get; private set; }

    internal SignInOptions Copy() => (SignInOptions)MemberwiseClone();

    internal SignInOptions WithRedirectUri(string? redirectUri)
    {
        var copy = Copy();
        copy.RedirectUri = redirectUri;
        return copy;
    }
}
