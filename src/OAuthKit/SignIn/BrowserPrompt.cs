namespace OAuthKit;

/// <summary>
/// A sign-in in the browser, for an <see cref="IUserPrompt"/>: by <see cref="UseLoopbackAsync"/>, or for a program that receives the
/// callback itself by <see cref="StartAsync"/> and <see cref="CompleteAsync"/>. The prompt sees no token.
/// </summary>
public sealed class BrowserPrompt
{
    private readonly SignIn _signIn;
    private AuthorizationTransaction? _transaction;
    private TokenSet? _tokens;

    internal BrowserPrompt(SignIn signIn)
    {
        _signIn = signIn;
    }

    /// <summary>The name of the API.</summary>
    public string Api => _signIn.Api;

    /// <summary>The authorization server, as it names itself; null where that isn't known.</summary>
    public string? Issuer => _signIn.Client.Server.Issuer;

    /// <summary>The scope that is asked for.</summary>
    public string? Scope => _signIn.Grant.Scope;

    /// <summary>Where the callback comes, as the client is configured (<see cref="OAuthClientOptions.RedirectUri"/>); null where nothing says so.</summary>
    public string? RedirectUri => _signIn.Options.RedirectUri;

    internal TokenSet Tokens => _tokens ?? throw new InvalidOperationException("The IUserPrompt returned before the sign-in was completed. Await UseLoopbackAsync, or CompleteAsync with the callback.");

    /// <summary>Opens a browser, and receives the callback on a loopback address of this machine (<see cref="OAuthClient.SignInAsync"/>).</summary>
    /// <param name="options">Which browser, which address, how long; null for the defaults. A <see cref="RedirectUri"/> says the address; without a port there, it is any free one.</param>
    /// <param name="cancellationToken">Ends the sign-in.</param>
    /// <returns>The task of signing in.</returns>
    /// <exception cref="InvalidOperationException"><see cref="RedirectUri"/> isn't at a loopback address.</exception>
    /// <exception cref="OAuthException">No browser could be opened (<see cref="OAuthFault.BrowserUnavailable"/>), the user said no or didn't come back in time, or an answer breaks the protocol.</exception>
    public async Task UseLoopbackAsync(NativeSignInOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new NativeSignInOptions();
        if (RedirectUri is { } redirectUri)
        {
            options = options.At(redirectUri)
                ?? throw new InvalidOperationException($"The RedirectUri of the client isn't at http://127.0.0.1 or http://[::1], so no browser comes back to this program there: {ServerText.Clean(redirectUri)}. Configure such an address, or use an IUserPrompt that receives the callback itself.");
        }

        _tokens = await NativeSignIn.RunAsync(_signIn.Client, CreateRequest, options, cancellationToken, _signIn.Asked).ConfigureAwait(false);
    }

    /// <summary>Begins a sign-in whose callback the program receives itself.</summary>
    /// <param name="redirectUri">Where the callback comes, as it is registered.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The address to open. It belongs to this user and this sign-in: keep it out of logs.</returns>
    public async Task<string> StartAsync(string redirectUri, CancellationToken cancellationToken = default)
    {
        var start = await _signIn.Client.StartAuthorizationAsync(CreateRequest(redirectUri), cancellationToken).ConfigureAwait(false);
        _transaction = start.Transaction;
        _signIn.Asked();
        return start.Url;
    }

    /// <summary>Takes the callback. What isn't the answer to this sign-in is refused, and doesn't end it.</summary>
    /// <param name="callback">The callback.</param>
    /// <param name="cancellationToken">Ends the exchange of the code.</param>
    /// <returns>The task of getting the tokens.</returns>
    /// <exception cref="InvalidOperationException">No sign-in was started.</exception>
    /// <exception cref="OAuthException">The user said no, or the callback isn't the answer.</exception>
    public async Task CompleteAsync(AuthorizationCallback callback, CancellationToken cancellationToken = default) =>
        _tokens = await _signIn.Client.CompleteAuthorizationAsync(
            _transaction ?? throw new InvalidOperationException("Start the sign-in before it is completed."), callback, cancellationToken).ConfigureAwait(false);

    private AuthorizationRequest CreateRequest(string redirectUri) => new()
    {
        RedirectUri = redirectUri,
        Scope = _signIn.Grant.Scope,
        Resource = _signIn.Grant.Resource,
        Audience = _signIn.Grant.Audience,
        Parameters = _signIn.Grant.Parameters,
        LoginHint = _signIn.Options.LoginHint,
        Prompt = _signIn.Options.Prompt,
        AcrValues = _signIn.Options.AcrValues,
        Push = _signIn.Options.Push,
    };
}
