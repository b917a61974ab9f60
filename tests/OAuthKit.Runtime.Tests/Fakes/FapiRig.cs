namespace OAuthKit;

/// <summary>A client under a security profile, at a server that does all that FAPI 2.0 asks for. A test changes one thing.</summary>
internal sealed class FapiRig : IDisposable
{
    private readonly Lazy<OAuthClient> _client;

    public FapiRig(SecurityProfile profile = SecurityProfile.Fapi2SecurityProfile)
    {
        Profile = profile;
        Rig.Metadata["tls_client_certificate_bound_access_tokens"] = "true";
        Rig.Tokens = () => Proofs.TokenJson();
        Rig.Server.Answers["/jwks"] = _ => StubHandler.Json(ServerKey.Set());
        _client = new(() => Create());
    }

    public SecurityProfile Profile { get; }

    public AuthorizationRig Rig { get; } = new();

    /// <summary>The key of the server, for the algorithm that the profile sets.</summary>
    public TestKey ServerKey { get; } = TestKey.Create("PS256");

    public SigningKey Key { get; } = SigningKey.Generate();

    public PrivateKeyJwt Authentication => new(The.ClientId, Key);

    public OAuthClient Client => _client.Value;

    public int Requests => Rig.Server.Handler.Requests.Length;

    public OAuthClient Create(ClientAuthentication? authentication = null) => Keep(new(Rig.Server.Server, authentication ?? Authentication, Rig.Server.Options) { Profile = Profile });

    public OAuthClient Keep(OAuthClient client) => Rig.Server.Keep(client);

    public Task<AuthorizationStart> StartAsync(AuthorizationRequest? request = null, OAuthClient? client = null) =>
        (client ?? Client).StartAuthorizationAsync(request ?? AuthorizationRig.Request, TestContext.Current.CancellationToken);

    /// <summary>An authorization response as a signed JWT.</summary>
    public AuthorizationCallback Signed(AuthorizationTransaction transaction, TestKey? key = null) => AuthorizationCallback.FromUrl(
        $"{AuthorizationRig.Callback}?response={(key ?? ServerKey).Sign($$"""{"iss":"{{The.Issuer}}","aud":"{{The.ClientId}}","exp":{{Rig.Now + 300}},"code":"{{AuthorizationRig.Code}}","state":"{{transaction.State}}"}""", null)}");

    public void Dispose()
    {
        Rig.Dispose();
        ServerKey.Dispose();
        Key.Dispose();
    }
}
