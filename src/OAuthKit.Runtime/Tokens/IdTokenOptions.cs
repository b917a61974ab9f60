namespace OAuthKit;

/// <summary>What the ID tokens of a client must be, as it is registered at the server (<see href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID Connect Core section 3.1.3.7</see>). There is no switch that turns a check off.</summary>
public sealed class IdTokenOptions : JwtResponseOptions
{
    private readonly string[] _trustedAudiences = [];
    private string[] _allowedTenants = [];

    /// <summary>The longest that clocks may be apart: 60 seconds.</summary>
    public static readonly TimeSpan MaxClockSkew = TimeSpan.FromSeconds(60);

    /// <summary>How far the clocks of this machine and of the server may be apart.</summary>
    /// <value>The default is <see cref="MaxClockSkew"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than <see cref="MaxClockSkew"/>.</exception>
    public TimeSpan ClockSkew
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxClockSkew);
            field = value;
        }
    } = MaxClockSkew;

    /// <summary>
    /// Who may stand in <c>aud</c> beside the client. An ID token that names one of them must name the client as <c>azp</c>; one
    /// that names anybody else is refused.
    /// </summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> TrustedAudiences
    {
        get => _trustedAudiences;
        init => _trustedAudiences = [.. value ?? throw new ArgumentNullException(nameof(value))];
    }

    /// <summary>Whether every ID token must say when the user signed in (<c>require_auth_time</c> of the registration).</summary>
    /// <value>The default is false: only where <c>max_age</c> was asked for.</value>
    public bool RequireAuthTime { get; init; }

    /// <summary>
    /// The tenants whose users may sign in at a server that serves many under one document, whose issuer then holds
    /// <c>{tenantid}</c>. The <c>iss</c> of an ID token must be that issuer with the token's own <c>tid</c> in it, and that one of
    /// these.
    /// </summary>
    /// <value>The default is none: the issuer is exactly that of the server.</value>
    public IReadOnlyList<string> AllowedTenants
    {
        get => _allowedTenants;
        init => _allowedTenants = [.. value ?? throw new ArgumentNullException(nameof(value))];
    }

    /// <summary>The same with tenants, where none are named yet.</summary>
    internal IdTokenOptions WithTenants(IReadOnlyList<string> tenants)
    {
        var copy = (IdTokenOptions)MemberwiseClone();
        copy._allowedTenants = _allowedTenants.Length > 0 ? _allowedTenants : [.. tenants];
        return copy;
    }
}
