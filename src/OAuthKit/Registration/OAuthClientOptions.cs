namespace OAuthKit;

/// <summary>
/// A client as it is registered at an authorization server. In the configuration it stands under <c>OAuth:Clients:{name}</c>,
/// or in place under an API.
/// </summary>
public class OAuthClientOptions
{
    private SenderConstraint? _constraint;

    /// <summary>The authorization server, exactly as it names itself: an https URL, with its final slash if it has one (<see href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414 section 2</see>).</summary>
    /// <value>The default is null. Required, unless there is a <see cref="Vendor"/>, or <see cref="Endpoints"/> has a token endpoint.</value>
    public string? Issuer { get; set; }

    /// <summary>
    /// The vendor of the authorization server, whose profile fills in what is left out here: the issuer or the endpoints, how the client
    /// authenticates, parameters. In the configuration it is a name, one of <see cref="Vendors.Names"/> or of
    /// <see cref="OAuthServiceCollectionExtensions.AddOAuthVendor"/>.
    /// </summary>
    /// <value>The default, null, is that of an attribute of the API; else none.</value>
    public VendorProfile? Vendor
    {
        get;
        set
        {
            field = value;
            VendorFeature.Carry();
        }
    }

    /// <summary>Values that the profile of the vendor hasn't got yet, by the names of its keys (<see cref="VendorProfile.Keys"/>). In the configuration those of the vendors in the box have keys of their own, such as <c>Domain</c> and <c>TenantId</c>, and others stand under <c>VendorValues</c>.</summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, string> VendorValues { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The client identifier.</summary>
    /// <value>The default is null. Required.</value>
    public string? ClientId { get; set; }

    /// <summary>
    /// The client secret. Keep it out of files that are shared: user-secrets while developing, the environment or a vault in
    /// production. A changed one is used from the next token request on.
    /// </summary>
    /// <value>The default is null. Required, unless the client proves itself in another way, or <see cref="ClientAuthentication"/> is <c>none</c>.</value>
    public ClientSecret? ClientSecret { get; set; }

    /// <summary>
    /// The secret that <see cref="ClientSecret"/> replaces, while the two are being exchanged: it is tried once where the new one is
    /// refused, and the one that was taken is used from then on (<see cref="ClientSecretRotation"/>).
    /// </summary>
    /// <value>The default is null.</value>
    public ClientSecret? PreviousClientSecret
    {
        get;
        set
        {
            field = value;
            ClientFeatures.Carry();
        }
    }

    /// <summary>
    /// The private key that signs the client's assertions (<see cref="PrivateKeyJwt"/>). In the configuration it is a file
    /// (<c>PrivateKey:Path</c>), which is read again when it changes.
    /// </summary>
    /// <value>The default is null.</value>
    public JwsSigner? PrivateKey
    {
        get;
        set
        {
            field = value;
            ClientFeatures.Carry();
        }
    }

    /// <summary>The file with an assertion that the platform makes for this client and keeps fresh (<see cref="OAuthKit.ClientAssertionFile"/>): workload identity federation.</summary>
    /// <value>The default is null.</value>
    public string? ClientAssertionFile
    {
        get;
        set
        {
            field = value;
            ClientFeatures.Carry();
        }
    }

    /// <summary>
    /// How the client authenticates, by its registered name: <c>client_secret_basic</c>, <c>client_secret_post</c>,
    /// <c>client_secret_jwt</c>, <c>private_key_jwt</c>, <c>tls_client_auth</c>, <c>self_signed_tls_client_auth</c> (both by
    /// <see cref="Certificate"/>) or <c>none</c>.
    /// </summary>
    /// <value>The default, null, is what the credential leaves: <c>private_key_jwt</c> where there is a <see cref="PrivateKey"/>, and <c>client_secret_basic</c>, which every server must support, where there is a secret.</value>
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
    /// (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705 section 3</see>), and by which it authenticates under
    /// <c>tls_client_auth</c> and <c>self_signed_tls_client_auth</c>. The authorization server sees it, and the APIs where tokens are
    /// bound to it. In the configuration it is a file (<c>Certificate:Path</c>) or one of a store (<c>Certificate:Thumbprint</c>).
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

    /// <summary>Endpoints that aren't discovered. In the configuration they are <c>Endpoints:Token</c> and so on.</summary>
    /// <value>The default has none: all are discovered.</value>
    public ServerEndpoints Endpoints
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();

    /// <summary>Where the browser comes back to after a sign-in, as it is registered (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2">RFC 6749 section 3.1.2</see>).</summary>
    /// <value>The default is null.</value>
    public string? RedirectUri
    {
        get;
        set
        {
            field = value;
            ClientFeatures.Carry();
        }
    }

    /// <summary>Where the browser comes back to after a logout, as it is registered (<see href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#ClientMetadata">RP-Initiated Logout section 3.1</see>).</summary>
    /// <value>The default is null.</value>
    public string? PostLogoutRedirectUri
    {
        get;
        set
        {
            field = value;
            ClientFeatures.Carry();
        }
    }

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

    /// <summary>
    /// The tenants of the client, by their names: what each registration has in place of these options. A tenant that isn't here is
    /// looked for by an <see cref="IClientRegistrationSource"/>. Calls choose a tenant by <see cref="OAuthParameter.Tenant"/> or <c>ForTenant</c>.
    /// </summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, OAuthClientOptions> Tenants { get; } = new Dictionary<string, OAuthClientOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The time for one exchange with the authorization server. It wins over <see cref="BackchannelOptions.Timeout"/>.</summary>
    /// <value>The default, null, leaves it to <see cref="BackchannelOptions"/>: 30 seconds.</value>
    public TimeSpan? BackchannelTimeout { get; set; }

    /// <summary>The vendor as the configuration names it.</summary>
    internal string? VendorName { get; set; }

    /// <summary>Where the server's answers differ from the standards.</summary>
    internal ServerQuirks Quirks { get; set; } = ServerQuirks.None;

    /// <summary>Takes what the configuration says, which isn't known when a program is compiled.</summary>
    internal void TakeConstraint(SenderConstraint? constraint) => _constraint = constraint;

    /// <summary>What tokens are bound to where no attribute says so.</summary>
    internal SenderConstraint EffectiveConstraint => SenderConstraint
        ?? (Dpop is not null ? OAuthKit.SenderConstraint.Dpop
            : Certificate is not null && (!AuthenticatesByCertificate || Profile != SecurityProfile.None) ? OAuthKit.SenderConstraint.MutualTls
            : Profile != SecurityProfile.None ? OAuthKit.SenderConstraint.Dpop
            : OAuthKit.SenderConstraint.None);

    /// <summary>Whether the certificate is the client's proof, which says nothing of its tokens.</summary>
    internal bool AuthenticatesByCertificate => ClientAuthentication is AuthenticationMethods.TlsClientAuth or AuthenticationMethods.SelfSignedTlsClientAuth;

    /// <summary>Whether anything of a client is given.</summary>
    internal bool StatesClient => StatesMoreThanCertificate || Certificate is not null;

    /// <summary>Whether something of a client is given that isn't of use without the rest.</summary>
    internal bool StatesMoreThanCertificate =>
        Issuer is not null || Vendor is not null || VendorName is not null || VendorValues.Count > 0 || ClientId is not null || ClientSecret is not null || ClientAuthentication is not null
        || PreviousClientSecret is not null || PrivateKey is not null || ClientAssertionFile is not null
        || MetadataAddress is not null || ClientFactory.Given(Endpoints).Count > 0 || RedirectUri is not null || PostLogoutRedirectUri is not null || BackchannelTimeout is not null || Parameters.Count > 0 || Tenants.Count > 0
        || SenderConstraint is not null || Dpop is not null || Profile != SecurityProfile.None
        || StatesResponses;

    /// <summary>Whether responses of the server are signed or encrypted otherwise than by default.</summary>
    internal bool StatesResponses => IdTokens is not null || UserInfoResponses is not null || AuthorizationResponses is not null;
}
