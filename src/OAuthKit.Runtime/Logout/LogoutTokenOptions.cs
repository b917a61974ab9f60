namespace OAuthKit;

/// <summary>What a <see cref="LogoutTokenValidator"/> takes. How logout tokens are signed and encrypted is said by <see cref="OAuthClient.IdTokens"/>.</summary>
public sealed class LogoutTokenOptions
{
    /// <summary>The default of <see cref="LongestAge"/>: ten minutes.</summary>
    public static readonly TimeSpan DefaultLongestAge = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Takes tokens without <c>typ</c>, or with <c>JWT</c>, from servers that don't set <c>logout+jwt</c>
    /// (<see href="https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken">Back-Channel Logout section
    /// 2.4</see>). They are then told from other JWTs by their <c>events</c> alone.
    /// </summary>
    /// <value>The default is false.</value>
    public bool AcceptUntyped { get; init; }

    /// <summary>How long ago a token may have been issued, also where its <c>exp</c> is later. So long it is remembered.</summary>
    /// <value>The default is ten minutes. Must be above zero, and at most a day.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of its range.</exception>
    public TimeSpan LongestAge
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            field = value;
        }
    } = DefaultLongestAge;

    /// <summary>Remembers which tokens were taken. Nodes that serve one application share one.</summary>
    /// <value>The default, null, remembers in the validator, and only there.</value>
    public JwtReplayStore? ReplayStore { get; init; }
}
