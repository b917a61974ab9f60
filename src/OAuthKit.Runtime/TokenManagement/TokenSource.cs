namespace OAuthKit;

/// <summary>
/// A supplier of access tokens: one for each grant by the methods here, or a class of your own, to obtain tokens in another
/// way. A <see cref="TokenManager"/> keeps and renews what it gives, see
/// <see cref="TokenPolicy(TokenSource, TokenManager, string)"/>.
/// </summary>
public abstract class TokenSource
{
    private TokenManager? _manager;

    /// <summary>
    /// Tokens for the application itself, asked for anew when they end (<see cref="ClientCredentialsGrant"/>). A refresh token
    /// isn't used. Where nobody needs to hear of new tokens, <see cref="TokenPolicy(OAuthClient, TokenGrant, string)"/> is simpler.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="grant">What to ask for.</param>
    /// <param name="options">Initial tokens, and who hears of new ones.</param>
    /// <returns>The source.</returns>
    public static GrantTokenSource ClientCredentials(OAuthClient client, ClientCredentialsGrant grant, TokenSourceOptions? options = null) =>
        Repeated(client, grant, options);

    /// <summary>
    /// Tokens of a login: the code is exchanged when the first token is needed, once, and the tokens are refreshed from then on,
    /// for the same resources. Where the exchange fails, whatever the reason, the code isn't used again.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="grant">The code.</param>
    /// <param name="options">Initial tokens, and who hears of new ones.</param>
    /// <returns>The source.</returns>
    public static GrantTokenSource AuthorizationCode(OAuthClient client, AuthorizationCodeGrant grant, TokenSourceOptions? options = null) =>
        Login(client, grant, options);

    /// <summary>
    /// Tokens of a device whose user decides elsewhere: waited for when the first token is needed, and refreshed from then on.
    /// A call that gives up, by itself or because <see cref="TokenManagerOptions.AcquisitionTimeout"/> is over, doesn't end the
    /// login: the next one waits on.
    /// </summary>
    /// <param name="client">The client that began the authorization.</param>
    /// <param name="authorization">The authorization, whose codes the user has been shown.</param>
    /// <param name="options">Initial tokens, and who hears of new ones.</param>
    /// <returns>The source.</returns>
    public static GrantTokenSource DeviceCode(OAuthClient client, DeviceAuthorization authorization, TokenSourceOptions? options = null) =>
        Polled(new TokenPoller(client, authorization), options);

    /// <summary>Tokens of a user who confirms on a device of theirs: waited for when the first token is needed, and refreshed from then on, as with a device.</summary>
    /// <param name="client">The client that began the authentication.</param>
    /// <param name="authentication">The authentication.</param>
    /// <param name="options">Initial tokens, and who hears of new ones.</param>
    /// <returns>The source.</returns>
    public static GrantTokenSource BackchannelAuthentication(OAuthClient client, BackchannelAuthentication authentication, TokenSourceOptions? options = null) =>
        Polled(new TokenPoller(client, authentication), options);

    /// <summary>Tokens that a poller of one's own waits for, which can be notified (<see cref="TokenPoller.Notify"/>), and that are refreshed from then on.</summary>
    /// <param name="poller">The poller. Nobody else uses it.</param>
    /// <param name="options">Initial tokens, and who hears of new ones.</param>
    /// <returns>The source.</returns>
    public static GrantTokenSource Polled(TokenPoller poller, TokenSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(poller);
        return new(new PolledRenewal(poller.Client, poller), options);
    }

    /// <summary>Tokens by refreshing, beginning with the first call.</summary>
    /// <param name="client">The client that the refresh token was given to.</param>
    /// <param name="refreshToken">The refresh token.</param>
    /// <param name="options">Initial tokens, and who hears of new ones.</param>
    /// <returns>The source.</returns>
    public static GrantTokenSource RefreshToken(OAuthClient client, RefreshToken refreshToken, TokenSourceOptions? options = null) =>
        RefreshToken(client, new RefreshTokenGrant(refreshToken), options);

    /// <summary>
    /// Tokens by refreshing, beginning with the first call, each time with the scope, resources and further parameters of a
    /// grant.
    /// </summary>
    /// <param name="client">The client that the refresh token was given to.</param>
    /// <param name="grant">The first refresh.</param>
    /// <param name="options">Initial tokens, and who hears of new ones.</param>
    /// <returns>The source.</returns>
    public static GrantTokenSource RefreshToken(OAuthClient client, RefreshTokenGrant grant, TokenSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(grant);
        return new(new RefreshRenewal(client, login: null, grant, []), options);
    }

    /// <summary>Tokens from an earlier login: used until they end, and refreshed from then on.</summary>
    /// <param name="client">The client that they were given to.</param>
    /// <param name="tokens">The tokens, with a refresh token among them.</param>
    /// <param name="onRenewed">Who hears of new tokens, see <see cref="TokenSourceOptions.OnRenewed"/>; nobody by default.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">There is no refresh token among them.</exception>
    public static GrantTokenSource RefreshToken(OAuthClient client, TokenSet tokens, Func<TokenSet, CancellationToken, Task>? onRenewed = null) =>
        RefreshToken(client, new RefreshTokenGrant(tokens), new TokenSourceOptions { InitialTokens = tokens, OnRenewed = onRenewed });

    /// <summary>Tokens by exchange of another token, exchanged anew when they end.</summary>
    /// <param name="client">The client.</param>
    /// <param name="grant">What to exchange.</param>
    /// <param name="options">Initial tokens, and who hears of new ones.</param>
    /// <returns>The source.</returns>
    public static GrantTokenSource TokenExchange(OAuthClient client, TokenExchangeGrant grant, TokenSourceOptions? options = null) =>
        Repeated(client, grant, options);

    /// <summary>Tokens for a JWT; a new one is presented when they end, where the grant makes it anew.</summary>
    /// <param name="client">The client.</param>
    /// <param name="grant">The JWT, or how to make one.</param>
    /// <param name="options">Initial tokens, and who hears of new ones.</param>
    /// <returns>The source.</returns>
    public static GrantTokenSource JwtBearer(OAuthClient client, JwtBearerGrant grant, TokenSourceOptions? options = null) =>
        Repeated(client, grant, options);

    /// <summary>Tokens for a SAML assertion; a new one is presented when they end, where the grant makes it anew.</summary>
    /// <param name="client">The client.</param>
    /// <param name="grant">The assertion, or how to get one.</param>
    /// <param name="options">Initial tokens, and who hears of new ones.</param>
    /// <returns>The source.</returns>
    public static GrantTokenSource Saml2Bearer(OAuthClient client, Saml2BearerGrant grant, TokenSourceOptions? options = null) =>
        Repeated(client, grant, options);

    /// <summary>Legacy: tokens for a user's password, which is presented again when they end (<see cref="ResourceOwnerPasswordGrant"/>).</summary>
    /// <param name="client">The client.</param>
    /// <param name="grant">Name and password.</param>
    /// <param name="options">Initial tokens, and who hears of new ones.</param>
    /// <returns>The source.</returns>
    public static GrantTokenSource Password(OAuthClient client, ResourceOwnerPasswordGrant grant, TokenSourceOptions? options = null) =>
        Repeated(client, grant, options);

    /// <summary>
    /// Tokens of any grant, also of one of your own. A grant that can be used once (<see cref="TokenGrant.IsSingleUse"/>) is
    /// used when the first token is needed, and refreshed from then on; another is used anew when its tokens end. A grant that has
    /// to be polled (<see cref="TokenPoller"/>) isn't one for this.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="options">Initial tokens, and who hears of new ones.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">The grant is one that a poller has to repeat: see <see cref="Polled"/>.</exception>
    public static GrantTokenSource Grant(OAuthClient client, TokenGrant grant, TokenSourceOptions? options = null) => grant switch
    {
        RefreshTokenGrant refresh => RefreshToken(client, refresh, options),
        DeviceCodeGrant or BackchannelAuthenticationGrant => throw new ArgumentException($"A single request for these tokens comes too early: use {nameof(TokenSource)}.{nameof(Polled)}, which waits for them.", nameof(grant)),
        { IsSingleUse: true } => Login(client, grant, options),
        _ => Repeated(client, grant, options),
    };

    /// <summary>One token that can't be renewed. Once it has ended, calls fail with a <see cref="ReauthenticationRequiredException"/>.</summary>
    /// <param name="tokens">The token.</param>
    /// <returns>The source.</returns>
    public static TokenSource Fixed(TokenSet tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return new FixedTokenSource(tokens);
    }

    /// <summary>
    /// Obtains a new token. The manager calls this when it has none that can be used, or ahead of the end of the one it has, and
    /// never twice at once. The call isn't bound to any one caller.
    /// </summary>
    /// <param name="cancellationToken">Ends the work when <see cref="TokenManagerOptions.AcquisitionTimeout"/> is over or the manager is disposed.</param>
    /// <returns>The tokens.</returns>
    protected internal abstract Task<TokenSet> RequestTokenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The supplier for what a method of an API asks for, where this one stands in place of its grant. It is called once for each
    /// distinct request of an API. Methods for which it returns the same object share a token.
    /// </summary>
    /// <param name="requested">What is asked for.</param>
    /// <returns>By default this source, whatever is asked for.</returns>
    protected internal virtual TokenSource For(RequestedToken requested) => this;

    /// <summary>The client that asks; null for a supplier that has none, or of which nobody knows.</summary>
    internal virtual OAuthClient? Client => null;

    /// <summary>Whether a user is waited for, who takes their time: the limit is then that of what they are shown.</summary>
    internal virtual bool AsksUser => false;

    /// <summary>Keeps the tokens where no container does: all APIs of one source find them there.</summary>
    internal TokenManager Manager => Client?.Tokens ?? _manager ?? Interlocked.CompareExchange(ref _manager, new TokenManager(), null) ?? _manager;

    /// <summary>The key under which a manager keeps the tokens of one policy. Nobody knows what a supplier gives, so nothing is shared.</summary>
    internal virtual TokenKey KeyIn(TokenManager manager) => TokenKey.Unique();

    /// <summary>A source that asks for another grant where this one asks for its own. It is one of those behind a policy that was made of a grant.</summary>
    internal virtual TokenSource WithGrant(TokenGrant grant) => throw new NotSupportedException("The source has no grant.");

    /// <summary>Tokens of a grant that can be used once, refreshed from then on.</summary>
    private static GrantTokenSource Login(OAuthClient client, TokenGrant grant, TokenSourceOptions? options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(grant);
        return new(new RefreshRenewal(client, cancellationToken => client.RequestTokenAsync(grant, cancellationToken), refresh: null, grant.Resource), options);
    }

    private static GrantTokenSource Repeated(OAuthClient client, TokenGrant grant, TokenSourceOptions? options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(grant);
        return new(new RepeatedRenewal(client, grant), options);
    }
}
