namespace OAuthKit;

/// <summary>How a <see cref="ConsoleUserPrompt"/> talks to its user.</summary>
public sealed class ConsoleUserPromptOptions
{
    /// <summary>Where it writes.</summary>
    /// <value>The default, null, is <see cref="Console.Error"/>: what a program writes to its output may be read by another.</value>
    public TextWriter? Output { get; init; }

    /// <summary>Where it reads who is to confirm a sign-in in the back channel.</summary>
    /// <value>The default, null, is <see cref="Console.In"/>.</value>
    public TextReader? Input { get; init; }

    /// <summary>Which address the callback of the browser comes to, and how long it is awaited.</summary>
    /// <value>The default opens the browser of the system; where there is none, the address is written for the user to open.</value>
    public NativeSignInOptions? SignIn { get; init; }
}
