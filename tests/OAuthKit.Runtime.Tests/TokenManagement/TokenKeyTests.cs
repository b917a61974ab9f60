using System.Reflection;

namespace OAuthKit;

public sealed class TokenKeyTests
{
    private static readonly SigningKey _key = SigningKey.Generate();
    private static readonly SigningKey _otherKey = SigningKey.Generate();
    private static readonly DpopKey _dpopKey = DpopKey.From(_key);
    private static readonly DpopKey _otherDpopKey = DpopKey.From(_otherKey);
    private static readonly ClientCertificate _certificate = ClientCertificate.From(Pki.Issue("one"));
    private static readonly ClientCertificate _otherCertificate = ClientCertificate.From(Pki.Issue("two"));

    /// <summary>Each public option that says what is asked for, or of whom, changed alone.</summary>
    private static readonly Dictionary<string, Func<TokenKey>> _flips = new()
    {
        ["AuthorizationServer(issuer)"] = () => Of(new AuthorizationServer("https://other.example.com")),
        ["AuthorizationServer.MetadataAddress"] = () => Of(new AuthorizationServer(The.Issuer) { MetadataAddress = "https://mirror.example/as.json" }),
        ["AuthorizationServer.Endpoints"] = () => Of(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = "https://login.example.com/token-2" })),
        ["ServerEndpoints.Token"] = () => Of(new AuthorizationServer(The.Issuer) { Endpoints = new ServerEndpoints { Token = "https://login.example.com/token-2" } }),
        ["ServerEndpoints.DeviceAuthorization"] = () => Of(new AuthorizationServer(The.Issuer) { Endpoints = new ServerEndpoints { DeviceAuthorization = "https://login.example.com/other" } }),
        ["ServerEndpoints.BackchannelAuthentication"] = () => Of(new AuthorizationServer(The.Issuer) { Endpoints = new ServerEndpoints { BackchannelAuthentication = "https://login.example.com/other" } }),
        ["ServerEndpoints.Revocation"] = () => Of(new AuthorizationServer(The.Issuer) { Endpoints = new ServerEndpoints { Revocation = "https://login.example.com/other" } }),
        ["ServerEndpoints.Introspection"] = () => Of(new AuthorizationServer(The.Issuer) { Endpoints = new ServerEndpoints { Introspection = "https://login.example.com/other" } }),
        ["ServerEndpoints.UserInfo"] = () => Of(new AuthorizationServer(The.Issuer) { Endpoints = new ServerEndpoints { UserInfo = "https://login.example.com/other" } }),
        ["ServerEndpoints.Registration"] = () => Of(new AuthorizationServer(The.Issuer) { Endpoints = new ServerEndpoints { Registration = "https://login.example.com/other" } }),
        ["ServerEndpoints.Jwks"] = () => Of(new AuthorizationServer(The.Issuer) { Endpoints = new ServerEndpoints { Jwks = "https://login.example.com/other" } }),
        ["ServerEndpoints.Authorization"] = () => Of(new AuthorizationServer(The.Issuer) { Endpoints = new ServerEndpoints { Authorization = "https://login.example.com/other" } }),
        ["ServerEndpoints.EndSession"] = () => Of(new AuthorizationServer(The.Issuer) { Endpoints = new ServerEndpoints { EndSession = "https://login.example.com/other" } }),
        ["ServerEndpoints.PushedAuthorization"] = () => Of(new AuthorizationServer(The.Issuer) { Endpoints = new ServerEndpoints { PushedAuthorization = "https://login.example.com/other" } }),
        ["ServerMetadata(token_endpoint)"] = () => Of(AuthorizationServer.FromMetadata(ServerMetadata.Parse(The.Metadata(tokenEndpoint: "https://login.example.com/token-3")))),
        ["ClientAuthentication(clientId)"] = () => Of(authentication: ClientAuthentication.ClientSecretBasic("other", The.Secret)),
        ["ClientAuthentication(method)"] = () => Of(authentication: ClientAuthentication.ClientSecretPost(The.ClientId, The.Secret)),
        ["PrivateKeyJwt(key)"] = () => Of(authentication: new PrivateKeyJwt(The.ClientId, _key)),
        ["PrivateKeyJwt(another key)"] = () => Of(authentication: new PrivateKeyJwt(The.ClientId, _otherKey)),
        ["PrivateKeyJwt(file)"] = () => Of(authentication: new PrivateKeyJwt(The.ClientId, new SigningKeyFile("/keys/one.pem"))),
        ["PrivateKeyJwt(another file)"] = () => Of(authentication: new PrivateKeyJwt(The.ClientId, new SigningKeyFile("/keys/two.pem"))),
        ["ClientAssertionFile(path)"] = () => Of(authentication: new ClientAssertionFile(The.ClientId, "/keys/one")),
        ["ClientAssertionFile(another path)"] = () => Of(authentication: new ClientAssertionFile(The.ClientId, "/keys/two")),
        ["TlsClientAuth(certificate)"] = () => Of(authentication: new TlsClientAuth(The.ClientId, _certificate)),
        ["TlsClientAuth(another certificate)"] = () => Of(authentication: new TlsClientAuth(The.ClientId, _otherCertificate)),
        ["NoClientAuthentication()"] = () => Of(authentication: new NoClientAuthentication(The.ClientId)),
        ["NoClientAuthentication(certificate)"] = () => Of(authentication: new NoClientAuthentication(The.ClientId, _certificate)),
        ["ClientAuthentication(key identity)"] = () => Of(authentication: new OwnKey()),
        ["OAuthClient.Certificate"] = () => TokenKey.Of(new OAuthClient(new AuthorizationServer(The.Issuer), The.Basic) { Certificate = _certificate }, The.Grant),
        ["OAuthClient.Certificate(another)"] = () => TokenKey.Of(new OAuthClient(new AuthorizationServer(The.Issuer), The.Basic) { Certificate = _otherCertificate }, The.Grant),
        ["OAuthClient.UseMtlsEndpointAliases"] = () => TokenKey.Of(new OAuthClient(new AuthorizationServer(The.Issuer), The.Basic) { UseMtlsEndpointAliases = true }, The.Grant),
        ["OAuthClient.Parameters"] = () => TokenKey.Of(new OAuthClient(new AuthorizationServer(The.Issuer), The.Basic) { Parameters = new Dictionary<string, string> { ["client"] = "x" } }, The.Grant),
        ["OAuthClient.Dpop"] = () => TokenKey.Of(new OAuthClient(new AuthorizationServer(The.Issuer), The.Basic) { Dpop = new DpopOptions { Key = _dpopKey } }, The.Grant),
        ["DpopOptions(another key)"] = () => TokenKey.Of(new OAuthClient(new AuthorizationServer(The.Issuer), The.Basic) { Dpop = new DpopOptions { Key = _otherDpopKey } }, The.Grant),
        ["OAuthClient.Profile"] = () => TokenKey.Of(new OAuthClient(new AuthorizationServer(The.Issuer), The.Basic) { Profile = SecurityProfile.Fapi2SecurityProfile, Dpop = new DpopOptions { Key = _dpopKey } }, The.Grant),
        ["OAuthClient.Resource"] = () => TokenKey.Of(new OAuthClient(new AuthorizationServer(The.Issuer), The.Basic) { Resource = ["urn:b"] }, The.Grant),
        ["TokenGrant(type)"] = () => Of(grant: new OtherGrant { Scope = The.Scope }),
        ["TokenGrant(own parameters)"] = () => Of(grant: new OtherGrant { Scope = The.Scope, Device = "7" }),
        ["TokenGrant.Scope"] = () => Of(grant: new ClientCredentialsGrant { Scope = "orders.write" }),
        ["TokenGrant.Resource"] = () => Of(grant: new ClientCredentialsGrant { Scope = The.Scope, Resource = ["urn:a"] }),
        ["TokenGrant.Audience"] = () => Of(grant: new ClientCredentialsGrant { Scope = The.Scope, Audience = "urn:a" }),
        ["AuthorizationCodeGrant.RedirectUri"] = () => Of(grant: new AuthorizationCodeGrant(AuthorizationCode.Parse(The.Canary)) { RedirectUri = "https://rp.example/cb" }),
        ["AuthorizationCodeGrant.CodeVerifier"] = () => Of(grant: new AuthorizationCodeGrant(AuthorizationCode.Parse(The.Canary)) { CodeVerifier = CodeVerifier.Parse(The.Verifier) }),
        ["TokenExchangeGrant(subject)"] = () => Of(grant: new TokenExchangeGrant(AccessToken.Parse(The.Token(1)))),
        ["TokenExchangeGrant.ActorToken"] = () => Of(grant: new TokenExchangeGrant(AccessToken.Parse(The.Token(1))) { ActorToken = AccessToken.Parse(The.Token(1)) }),
        ["TokenExchangeGrant.RequestedTokenType"] = () => Of(grant: new TokenExchangeGrant(AccessToken.Parse(The.Token(1))) { RequestedTokenType = "jwt" }),
        ["TokenExchangeGrant.Audiences"] = () => Of(grant: new TokenExchangeGrant(AccessToken.Parse(The.Token(1))) { Audiences = ["a"] }),
        ["TokenGrant.Parameters"] = () => Of(grant: new ClientCredentialsGrant { Scope = The.Scope, Parameters = new Dictionary<string, string> { ["tenant"] = "urn:a" } }),
    };

    /// <summary>Public options that change how a server is reached or what is taken from it, and nothing that it gives.</summary>
    private static readonly HashSet<string> _outside =
    [
        "AuthorizationCodeGrant.IdToken",
        "AuthorizationCodeGrant.Issuer",
        "AuthorizationServer.Jwks",
        "AuthorizationServer.Quirks",
        "OAuthClient.AuthorizationResponses",
        "OAuthClient.IdTokens",
        "OAuthClient.Tokens",
        "OAuthClient.UserInfoResponses",
        "RefreshTokenGrant.Issuer",
        "ClientSecretBasic.OmitFormEncoding",
        "JwtClientAuthentication.Audience",
        "JwtClientAuthentication.ClockOffset",
        "JwtClientAuthentication.EndpointAsAudience",
        "JwtClientAuthentication.Lifetime",
        "PrivateKeyJwt.AllowedAlgorithms",
    ];

    public static TheoryData<string> Flips() => [.. _flips.Keys];

    [Theory]
    [MemberData(nameof(Flips))]
    public void Every_option_of_server_client_and_grant_is_in_the_key(string option)
    {
        Assert.NotEqual(Of(), _flips[option]());
        Assert.Equal(_flips[option](), _flips[option]());
    }

    [Fact]
    public void All_these_keys_differ_from_each_other() =>
        Assert.Equal(_flips.Count, _flips.Values.Select(flip => flip()).Distinct().Count());

    [Fact]
    public void No_option_is_forgotten()
    {
        Type[] types = [typeof(AuthorizationServer), typeof(ServerEndpoints), typeof(ServerMetadata), typeof(OAuthClient), typeof(ClientAuthentication), typeof(TokenGrant)];
        var options = typeof(OAuthClient).Assembly.GetExportedTypes()
            .Where(type => types.Any(known => known.IsAssignableFrom(type)))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.SetMethod is { IsPublic: true })
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}")
            .Order(StringComparer.Ordinal);

        Assert.Equal(options, _flips.Keys.Where(name => name.Contains('.') && !name.Contains('(')).Concat(_outside).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_subject_and_an_actor_change_the_key_each_by_itself()
    {
        var (alice, bob) = (SubjectToken.Parse("alice"), SubjectToken.Parse("bob"));
        var (first, second) = (ActorToken.Parse("first"), ActorToken.Parse("second"));
        TokenKey[] keys =
        [
            Of(), Of().For(alice, null), Of().For(bob, null), Of().For(SubjectToken.Parse("alice", "jwt"), null),
            Of().For(alice, first), Of().For(alice, second), Of().For(bob, first),
            Of(grant: new ClientCredentialsGrant { Scope = "other" }).For(alice, null),
        ];

        Assert.Distinct(keys);
        Assert.Equal(Of().For(alice, first), Of().For(SubjectToken.Parse("alice"), ActorToken.Parse("first")));
    }

    [Fact]
    public void The_order_of_scopes_resources_and_parameters_does_not_matter()
    {
        var one = Of(grant: new ClientCredentialsGrant
        {
            Scope = "a b c",
            Resource = ["urn:a", "urn:b"],
            Parameters = new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" },
        });
        var other = Of(grant: new ClientCredentialsGrant
        {
            Scope = "c a b a",
            Resource = ["urn:b", "urn:a"],
            Parameters = new Dictionary<string, string> { ["y"] = "2", ["x"] = "1" },
        });

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void What_stands_in_one_field_is_not_mistaken_for_another()
    {
        TokenKey[] keys =
        [
            Of(grant: new ClientCredentialsGrant()),
            Of(grant: new ClientCredentialsGrant { Audience = "ab" }),
            Of(grant: new ClientCredentialsGrant { Scope = "ab" }),
            Of(grant: new ClientCredentialsGrant { Resource = ["urn:a"] }),
            Of(grant: new ClientCredentialsGrant { Audience = "urn:a" }),
            Of(grant: new ClientCredentialsGrant { Parameters = new Dictionary<string, string> { ["a"] = "bc" } }),
            Of(grant: new ClientCredentialsGrant { Parameters = new Dictionary<string, string> { ["ab"] = "c" } }),
            Of(grant: new ClientCredentialsGrant { Parameters = new Dictionary<string, string> { ["a"] = "b", ["c"] = "d" } }),
            Of(grant: new ClientCredentialsGrant { Parameters = new Dictionary<string, string> { ["a"] = "d", ["c"] = "b" } }),
            Of(new AuthorizationServer("https://a.example/bc"), ClientAuthentication.None("d")),
            Of(new AuthorizationServer("https://a.example/b"), ClientAuthentication.None("cd")),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Assertions_that_are_made_anew_have_a_key_for_each_maker()
    {
        var one = Fresh();
        var other = Fresh();

        Assert.Equal(Of(grant: one), Of(grant: one));
        Assert.NotEqual(Of(grant: one), Of(grant: other));

        static JwtBearerGrant Fresh() => new((_, _) => new(Assertion.Parse(The.Jwt)));
    }

    [Fact]
    public void A_secret_is_not_in_the_key() =>
        Assert.Equal(Of(), Of(authentication: ClientAuthentication.ClientSecretBasic(The.ClientId, The.Secret + "-rotated")));

    private static TokenKey Of(AuthorizationServer? server = null, ClientAuthentication? authentication = null, TokenGrant? grant = null) =>
        TokenKey.Of(new OAuthClient(server ?? new AuthorizationServer(The.Issuer), authentication ?? The.Basic), grant ?? The.Grant);

    private sealed class OwnKey() : ClientAuthentication(The.ClientId)
    {
        public override string Method => AuthenticationMethods.ClientSecretBasic;

        protected internal override string? KeyIdentity => "own";

        protected internal override ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    private sealed class OtherGrant : TokenGrant
    {
        public override string GrantType => "urn:other";

        public string? Device { get; init; }

        protected override void AddParameters(FormParameters form)
        {
            if (Device is not null)
            {
                form.Add("device", Device);
            }
        }
    }
}
