namespace OAuthKit;

/// <summary>
/// A signed JWT as proof of the client (<see href="https://www.rfc-editor.org/rfc/rfc7523#section-2.2">RFC 7523 section 2.2</see>):
/// the common settings of <see cref="ClientSecretJwt"/> and <see cref="PrivateKeyJwt"/>. Every request carries a JWT of its
/// own, with a fresh <c>jti</c>.
/// </summary>
public abstract class JwtClientAuthentication : ClientAuthentication
{
    /// <summary>The default of <see cref="Lifetime"/>: 60 seconds.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromSeconds(60);

    /// <summary>The longest <see cref="Lifetime"/>: 5 minutes.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(5);

    // As far as a clock is ever wrong and still meant to be used.
    private static readonly TimeSpan _maxClockOffset = TimeSpan.FromHours(24);

    private readonly JwsWriter _writer;

    private protected JwtClientAuthentication(string clientId, JwsSigner signer)
        : base(clientId)
    {
        ArgumentNullException.ThrowIfNull(signer);
        Signer = signer;
        _writer = new JwsWriter(signer, JoseNames.ClientAuthenticationJwt);
    }

    /// <summary>The <c>aud</c> of the JWT, where the server wants another than its issuer.</summary>
    /// <value>The default, null, is the issuer of the server, as one string, at every endpoint.</value>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string? Audience
    {
        get;
        init => field = AssertionClaims.CheckAudience(value);
    }

    /// <summary>
    /// Makes the URL of the called endpoint the <c>aud</c>, for servers that insist on it. It is weaker than the issuer: a server
    /// whose metadata names the endpoint of another gets a JWT that is good there.
    /// </summary>
    /// <value>The default, false, is <see cref="Audience"/> or the issuer.</value>
    public bool EndpointAsAudience { get; init; }

    /// <summary>How long the JWT is good for, counted from its <c>iat</c>.</summary>
    /// <value>The default is 60 seconds, the longest 5 minutes.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below one second or above 5 minutes.</exception>
    public TimeSpan Lifetime
    {
        get;
        init => field = AssertionClaims.CheckLifetime(value, MaxLifetime);
    } = DefaultLifetime;

    /// <summary>What is added to the clock for <c>iat</c> and <c>exp</c>; negative where this machine is ahead of the server.</summary>
    /// <value>The default is zero.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is beyond a day.</exception>
    public TimeSpan ClockOffset
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, -_maxClockOffset);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, _maxClockOffset);
            field = value;
        }
    }

    internal override bool MustBeListed => true;

    private protected JwsSigner Signer { get; }

    /// <inheritdoc/>
    protected internal override async ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfUnusable(request);
        var audience = AssertionClaims.ChooseAudience(Audience, EndpointAsAudience, request.Issuer, request.Endpoint, this);
        using var jwt = _writer.Begin();
        ThrowIfNotAllowed(jwt.Algorithm);
        request.Rules?.CheckSignature(jwt.Algorithm, "a client assertion");
        // RFC 7523 section 3: issuer and subject are the client.
        AssertionClaims.Write(jwt.Claims, ClientId, ClientId, audience, request.TimeProvider.GetUtcNow() + ClockOffset, Lifetime);
        var assertion = await jwt.SignAsync(cancellationToken).ConfigureAwait(false);
        // RFC 7521 section 4.2: client_id is optional; servers that look a client up before they read the JWT want it.
        request.Form.Add(Wire.ClientId, ClientId);
        request.Form.Add(Wire.ClientAssertionType, JoseNames.JwtBearerAssertion);
        request.Form.Add(Wire.ClientAssertion, assertion);
    }

    private protected virtual void ThrowIfUnusable(ClientAuthenticationRequest request)
    {
    }

    private protected virtual void ThrowIfNotAllowed(string algorithm)
    {
    }
}
