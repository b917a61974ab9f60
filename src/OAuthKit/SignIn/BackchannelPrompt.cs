namespace OAuthKit;

/// <summary>A sign-in that the user confirms on a device of theirs, for an <see cref="IUserPrompt"/>, which says who that is. The prompt sees no token.</summary>
public sealed class BackchannelPrompt
{
    private const int LengthOfBindingMessage = 6;

    private readonly SignIn _signIn;
    private PromptPoller? _poller;

    internal BackchannelPrompt(SignIn signIn)
    {
        _signIn = signIn;
    }

    /// <summary>The name of the API.</summary>
    public string Api => _signIn.Api;

    /// <summary>The scope that is asked for.</summary>
    public string? Scope => _signIn.Grant.Scope;

    /// <summary>Who is to sign in, where the program said so (<see cref="SignInOptions.LoginHint"/>); else null.</summary>
    public string? LoginHint => _signIn.Options.LoginHint;

    /// <summary>Makes a short text to show on both devices, so that the user sees that they belong together.</summary>
    /// <returns>Six letters.</returns>
    public static string CreateBindingMessage() => RandomText.CreateShown(LengthOfBindingMessage);

    /// <summary>Asks the authorization server to ask the user.</summary>
    /// <param name="user">Who, and what they are shown.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>How long the user has.</returns>
    /// <exception cref="ArgumentException">The user isn't named by exactly one of the hints.</exception>
    /// <exception cref="OAuthServerException">The server doesn't know the user, or refused.</exception>
    public async Task<TimeSpan> StartAsync(BackchannelUser user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        var client = _signIn.Client;
        var authentication = await client.StartBackchannelAuthenticationAsync(CreateRequest(user), cancellationToken).ConfigureAwait(false);
        // RFC 8707 section 2.2: without it the token may be for no API at all.
        var grant = new BackchannelAuthenticationGrant(authentication) { Resource = _signIn.Grant.Resource };
        _poller = new PromptPoller(client, new TokenPoller(client, grant, authentication.ExpiresAt, authentication.Interval));
        _signIn.Asked();
        return _poller.Until(authentication.ExpiresAt);
    }

    /// <summary>Waits until the user has decided, for a prompt that shows how far it is, or that it is over.</summary>
    /// <param name="progress">Told before each wait; null where nobody wants to know.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The task of waiting.</returns>
    /// <exception cref="InvalidOperationException">Nobody was asked.</exception>
    /// <exception cref="OAuthException">The user said no (<see cref="OAuthFault.AuthorizationDenied"/>) or didn't decide in time (<see cref="OAuthFault.AuthorizationExpired"/>).</exception>
    public Task WaitAsync(IProgress<PollProgress>? progress = null, CancellationToken cancellationToken = default) => GetTokensAsync(progress, cancellationToken);

    internal Task<TokenSet> GetTokensAsync(IProgress<PollProgress>? progress, CancellationToken cancellationToken) =>
        (_poller ?? throw new InvalidOperationException("The IUserPrompt asked nobody. Call StartAsync with the user.")).WaitAsync(progress, cancellationToken);

    private BackchannelAuthenticationRequest CreateRequest(BackchannelUser user) => new()
    {
        // CIBA section 7.1: every request asks for "openid".
        Scope = Scope is null ? Wire.OpenId : ScopeText.Holds(Scope, Wire.OpenId) ? Scope : $"{Wire.OpenId} {Scope}",
        Resource = _signIn.Grant.Resource,
        Audience = _signIn.Grant.Audience,
        Parameters = _signIn.Grant.Parameters,
        AcrValues = _signIn.Options.AcrValues,
        LoginHint = user.LoginHint,
        LoginHintToken = user.LoginHintToken,
        IdTokenHint = user.IdTokenHint,
        UserCode = user.UserCode,
        BindingMessage = user.BindingMessage,
    };
}
