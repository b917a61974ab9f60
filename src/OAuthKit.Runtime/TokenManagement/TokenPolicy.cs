namespace OAuthKit;

/// <summary>
/// Which token a call carries. It is made once and used for many calls; two policies that ask one client for the same share
/// their token.
/// </summary>
public sealed class TokenPolicy
{
    private readonly TokenKey? _key;

    private TokenPolicy(string name, TokenManager? manager, TokenSource? source, TokenKey? key)
    {
        Name = name;
        Manager = manager;
        Source = source;
        _key = key;
    }

    /// <summary>A token that depends on what each call brings.</summary>
    internal TokenPolicy(string name, CallPolicy ofCall)
        : this(name, null, null, null)
    {
        OfCall = ofCall;
    }

    /// <summary>The token of a grant, kept and renewed by <see cref="OAuthClient.Tokens"/>.</summary>
    /// <param name="client">The client that asks for it.</param>
    /// <param name="grant">What to ask for.</param>
    /// <param name="name">The name of the policy in logs and on metrics; the grant type by default. Never put a tenant or user there.</param>
    /// <exception cref="ArgumentException">The grant can be used once only (<see cref="TokenGrant.IsSingleUse"/>): use a method of <see cref="TokenSource"/>.</exception>
    public TokenPolicy(OAuthClient client, TokenGrant grant, string? name = null)
        : this(name ?? Checked(grant).GrantType, Checked(client).Tokens, new RepeatedGrantSource(client, Repeatable(Checked(grant))), TokenKey.Of(client, grant))
    {
        Certificate = client.BoundCertificate;
    }

    /// <summary>The token of a source, kept and renewed by a manager. Policies of one <see cref="GrantTokenSource"/> share it.</summary>
    /// <param name="source">The source.</param>
    /// <param name="manager">The manager.</param>
    /// <param name="name">The name of the policy in logs and on metrics.</param>
    public TokenPolicy(TokenSource source, TokenManager manager, string name)
        : this(Checked(name), Checked(manager), Checked(source), source.KeyIn(manager))
    {
    }

    /// <summary>No token.</summary>
    public static TokenPolicy Anonymous { get; } = new("anonymous", null, null, null);

    /// <summary>The token that the caller puts into the request's options under <see cref="OAuthHandler.AccessTokenOption"/>. It is never renewed.</summary>
    public static TokenPolicy CallerSupplied { get; } = new("access_token", null, null, null);

    /// <summary>The name of the policy in logs and on metrics.</summary>
    public string Name { get; }

    internal TokenManager? Manager { get; }

    internal TokenSource? Source { get; }

    /// <summary>The certificate that the token is bound to, where it is known which; null for none.</summary>
    internal ClientCertificate? Certificate { get; private init; }

    /// <summary>What the token must be bound to, where its supplier may be anybody.</summary>
    internal RequestedToken? Requested { get; init; }

    /// <summary>The key of the kept token; there is one where there is a manager.</summary>
    internal TokenKey Key => _key!;

    /// <summary>Finds the policy of each call; null where it is this one.</summary>
    internal CallPolicy? OfCall { get; }

    /// <summary>Whether the token may be renewed ahead of its end, and not only when a call needs that: not for a user or a tenant who may have left.</summary>
    internal bool RenewsAhead { get; init; } = true;

    /// <summary>When the one on whose behalf the token is had is known to leave: it isn't kept any longer.</summary>
    internal DateTimeOffset? EndsAt { get; private init; }

    /// <summary>Where the manager found the token last; a look-up spared.</summary>
    internal TokenEntry? Entry { get; set; }

    /// <summary>The name of the policy.</summary>
    /// <returns>A text fit for logs.</returns>
    public override string ToString() => Name;

    /// <summary>The policy of a call on somebody's behalf: what this one asks for, kept for these two alone.</summary>
    internal TokenPolicy OnBehalfOf(SubjectToken subject, ActorToken? actor, TokenSource source) =>
        new(Name, Manager, source, Key.For(subject, actor)) { RenewsAhead = false, EndsAt = subject.ExpiresAt, Requested = Requested, Certificate = Certificate };

    private static TokenGrant Repeatable(TokenGrant grant) =>
        grant.IsSingleUse
            ? throw new ArgumentException($"The grant {grant.GrantType} can be used once only, so its token couldn't be renewed by asking again. Use TokenSource, which refreshes, with a policy over it.", nameof(grant))
            : grant;

    private static T Checked<T>(T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        return value;
    }
}
