namespace OAuthKit;

/// <summary>
/// A client as it is registered at an authorization server. In the configuration it stands under <c>OAuth:Clients:{name}</c>,
/// or in place under an API.
/// </summary>
public class OAuthClientOptions
{
    private SenderConstraint? _constraint;

    /// <summary>The authorization server, exactly as it names itself: an https URL, with its final slash if it has one (<see href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414 section 2</see>).</summary>
    /// <value>The default is null. Required, unless <see cref="TokenEndpoint"/> is given.</value>
    public string? Issuer { get; set; }

    /// <summary>The client identifier.</summary>
    /// <value>The default is null. Required.</value>
    public string? ClientId { get; set; }

    /// <summary>
    /// The client secret. Keep it out of files that are shared: user-secrets while developing, the environment or a vault in
    /// production. A changed one is used from the next token request on.
    /// </summary>
    /// <value>The default is null. Required, unless <see cref="ClientAuthentication"/> is <c>none</c>.</value>
    public ClientSecret? ClientSecret { get; set; }

    /// <summary>How the client authenticates, by its registered name: <c>client_secret_basic</c>, <c>client_secret_post</c> or <c>none</c>.</summary>
    /// <value>The default, null, means <c>client_secret_basic</c>, which every server must support.</value>
    public string? ClientAuthentication { get; set; }

    /// <summary>
    /// What the client's tokens are bound to. An attribute of an API (<see cref="DpopAttribute"/>, <see cref="MutualTlsAttribute"/>)
    /// that asks for something else than is said here is a fault when the program starts.
    /// </summary>
    /// <value>The default, null, is what the attributes ask for; else a key where <see cref="Dpop"/> is given, a certificate where <see cref="Certificate"/> is, and otherwise nothing.</value>
    public SenderConstraint? SenderConstraint
    {
        get => _constraint;
        set
        {
            _constraint = value;
            ClientFeatures.Carry();
        }
    }

    /// <summary>Which key the client's tokens are bound to, where they are bound to one (<see href="https://www.rfc-editor.org/rfc/rfc9449">RFC 9449</see>). In the configuration it is a file (<c>Dpop:Path</c>), or the algorithm of a key in memory (<c>Dpop:Algorithm</c>).</summary>
    /// <value>The default, null, is a key in memory for <c>ES256</c>.</value>
    public DpopOptions? Dpop
    {
        get;
        set
        {
            field = value;
            ClientFeatures.Carry();
        }
    }

    /// <summary>
    /// The certificate that the client's tokens are bound to, where they are bound to one
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705 section 3</see>). The authorization server and the APIs
    /// see it. In the configuration it is a file (<c>Certificate:Path</c>) or one of a store (<c>Certificate:Thumbprint</c>).
    /// </summary>
    /// <value>The default is null.</value>
    public ClientCertificate? Certificate
    {
        get;
        set
        {
            field = value;
            ClientFeatures.Carry();
        }
    }

    /// <summary>Where the server's metadata is fetched, if not at its issuer's well-known place. The document must name the issuer all the same.</summary>
    /// <value>The default, null, is the well-known place.</value>
    public string? MetadataAddress { get; set; }

    /// <summary>The token endpoint, where it isn't discovered. In the configuration it is <c>Endpoints:Token</c>.</summary>
    /// <value>The default, null, discovers it.</value>
    public string? TokenEndpoint { get; set; }

    /// <summary>The security profile that the client keeps (<see cref="OAuthClient.Profile"/>). What contradicts it is told at start.</summary>
    /// <value>The default is <see cref="SecurityProfile.None"/>.</value>
    public SecurityProfile Profile
    {
        get;
        set
        {
            field = value;
            ClientFeatures.Carry();
        }
    }

    /// <summary>
    /// How the client's ID tokens are signed and encrypted, as it is registered. In the configuration the signature algorithm is
    /// <c>IdTokens:SignedResponseAlg</c>, by its name in the registration
    /// (<see href="https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata">OpenID Connect Dynamic Client
    /// Registration section 2</see>). What else <see cref="IdTokenOptions"/> has is set in code.
    /// </summary>
    /// <value>The default, null, is signed by <c>RS256</c>, under a <see cref="Profile"/> by <c>PS256</c>, and not encrypted.</value>
    public IdTokenOptions? IdTokens
    {
        get;
        set
        {
            field = value;
            ClientFeatures.Carry();
        }
    }

    /// <summary>How UserInfo is signed and encrypted, where the client is registered for JWTs, by the same key under <c>UserInfoResponses</c>.</summary>
    /// <value>The default, null, is plain JSON.</value>
    public JwtResponseOptions? UserInfoResponses
    {
        get;
        set
        {
            field = value;
            ClientFeatures.Carry();
        }
    }

    /// <summary>How authorization responses are signed and encrypted, where they are asked for as JWTs (JARM), by the same key under <c>AuthorizationResponses</c>.</summary>
    /// <value>The default, null, is signed by <c>RS256</c>, under a <see cref="Profile"/> by <c>PS256</c>, and not encrypted.</value>
    public JwtResponseOptions? AuthorizationResponses
    {
        get;
        set
        {
            field = value;
            ClientFeatures.Carry();
        }
    }

    /// <summary>Parameters of every token request, for what the server understands beyond the standards. They are part of the key under which tokens are kept.</summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, string> Parameters { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The time for one exchange with the authorization server. It wins over <see cref="BackchannelOptions.Timeout"/>.</summary>
    /// <value>The default, null, leaves it to <see cref="BackchannelOptions"/>: 30 seconds.</value>
    public TimeSpan? BackchannelTimeout { get; set; }

    /// <summary>Takes what the configuration says, which isn't known when a program is compiled.</summary>
    internal void TakeConstraint(SenderConstraint? constraint) => _constraint = constraint;

    /// <summary>What tokens are bound to where no attribute says so.</summary>
    internal SenderConstraint EffectiveConstraint => SenderConstraint
        ?? (Dpop is not null ? OAuthKit.SenderConstraint.Dpop
            : Certificate is not null ? OAuthKit.SenderConstraint.MutualTls
            : Profile != SecurityProfile.None ? OAuthKit.SenderConstraint.Dpop
            : OAuthKit.SenderConstraint.None);

    /// <summary>Whether anything of a client is given.</summary>
    internal bool StatesClient => StatesMoreThanCertificate || Certificate is not null;

    /// <summary>Whether something of a client is given that isn't of use without the rest.</summary>
    internal bool StatesMoreThanCertificate =>
        Issuer is not null || ClientId is not null || ClientSecret is not null || ClientAuthentication is not null
        || MetadataAddress is not null || TokenEndpoint is not null || BackchannelTimeout is not null || Parameters.Count > 0
        || SenderConstraint is not null || Dpop is not null || Profile != SecurityProfile.None
        || StatesResponses;

    /// <summary>Whether responses of the server are signed or encrypted otherwise than by default.</summary>
    internal bool StatesResponses => IdTokens is not null || UserInfoResponses is not null || AuthorizationResponses is not null;
}
