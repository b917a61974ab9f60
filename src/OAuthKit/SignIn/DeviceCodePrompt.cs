namespace OAuthKit;

/// <summary>What the user needs to sign in on another device, for an <see cref="IUserPrompt"/> to show. The prompt sees no token.</summary>
public sealed class DeviceCodePrompt
{
    private readonly DeviceAuthorization _authorization;
    private readonly PromptPoller _poller;

    internal DeviceCodePrompt(SignIn signIn, DeviceAuthorization authorization)
    {
        Api = signIn.Api;
        Scope = signIn.Grant.Scope;
        _authorization = authorization;
        // RFC 8707 section 2.2: without it the token may be for no API at all.
        _poller = new PromptPoller(signIn.Client, new TokenPoller(signIn.Client, new DeviceCodeGrant(authorization) { Resource = signIn.Grant.Resource }, authorization.ExpiresAt, authorization.Interval));
    }

    /// <summary>The name of the API.</summary>
    public string Api { get; }

    /// <summary>The scope that is asked for.</summary>
    public string? Scope { get; }

    /// <summary>What the user types in at <see cref="VerificationUri"/>. It has no control characters. Keep it out of logs.</summary>
    public string UserCode => _authorization.UserCode;

    /// <summary>Where the user goes, an https URL of printable ASCII.</summary>
    public string VerificationUri => _authorization.VerificationUri;

    /// <summary>The same with the code in it, for a QR code; null where the server gave none. Show <see cref="UserCode"/> all the same, so that the user can compare.</summary>
    public string? VerificationUriComplete => _authorization.VerificationUriComplete;

    /// <summary>When the code ends.</summary>
    public DateTimeOffset ExpiresAt => _authorization.ExpiresAt;

    /// <summary>How long the code still lasts, by the clock of the client.</summary>
    public TimeSpan ExpiresIn => _poller.Until(_authorization.ExpiresAt);

    /// <summary>Waits until the user has decided, for a prompt that shows how far it is, or that it is over.</summary>
    /// <param name="progress">Told before each wait; null where nobody wants to know.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The task of waiting.</returns>
    /// <exception cref="OAuthException">The user said no (<see cref="OAuthFault.AuthorizationDenied"/>) or didn't decide in time (<see cref="OAuthFault.AuthorizationExpired"/>).</exception>
    public Task WaitAsync(IProgress<PollProgress>? progress = null, CancellationToken cancellationToken = default) => GetTokensAsync(progress, cancellationToken);

    internal Task<TokenSet> GetTokensAsync(IProgress<PollProgress>? progress, CancellationToken cancellationToken) => _poller.WaitAsync(progress, cancellationToken);
}
