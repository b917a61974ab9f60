using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The authorization endpoint (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.1">RFC 6749 section 3.1</see>), at <c>/authorize</c>, for GET and POST.</summary>
/// <remarks>
/// It wants PKCE by <c>S256</c> and a redirect URI that is registered, and tells the client of errors by redirect, but never at another address.
/// A test drives it with <see cref="TestAuthorizationServer.SignInAsync"/>; a browser that comes over the network meets <see cref="SignIn"/>.
/// </remarks>
/// <example><code>
/// server.AddClient(new TestClient("shop") { RedirectUris = ["https://shop.test/callback"] });
/// server.Authorization.SignIn = new TestSignIn("bob");
/// </code></example>
public sealed class AuthorizationEndpoint : TestEndpoint
{
    private readonly TestAuthorizationServer _server;
    private readonly SignInResponder _responder;
    private readonly SecretTable<SignInTicket> _tickets = new();

    internal AuthorizationEndpoint(TestAuthorizationServer server)
        : base("authorization", "GET", server.IssuerPath.TrimEnd('/') + "/authorize")
    {
        _server = server;
        _responder = new SignInResponder(server);
    }

    /// <summary>The endpoint's whole address.</summary>
    public string Address => _server.Address + Path;

    /// <summary>What the user does, where the test doesn't say it with <see cref="TestAuthorizationServer.SignInAsync"/>.</summary>
    /// <value>Default: whoever the request hints at, or <c>alice</c>, signs in and approves. Null shows a page that asks, for tests with a browser.</value>
    public TestSignIn? SignIn { get; set; } = new();

    /// <summary>Whether a code is given only to requests with PKCE. A challenge that is there is held to either way.</summary>
    /// <value>Default: true.</value>
    public bool RequiresPkce { get; set; } = true;

    /// <summary>Whether responses name the issuer, and the metadata says so (<see href="https://www.rfc-editor.org/rfc/rfc9207">RFC 9207</see>).</summary>
    /// <value>Default: true.</value>
    public bool SendsIssuer { get; set; } = true;

    /// <summary>Whether only signed request objects are taken (<see href="https://www.rfc-editor.org/rfc/rfc9101#section-10.5">RFC 9101 section 10.5</see>).</summary>
    /// <value>Default: false.</value>
    public bool RequiresSignedRequestObjects { get; set; }

    internal override bool Answers(string method) => method is "GET" or "POST";

    internal override void Describe(JsonObject metadata)
    {
        metadata[MetadataNames.AuthorizationEndpoint] = Address;
        metadata[MetadataNames.ResponseTypesSupported] = new JsonArray("code", "code id_token", "id_token");
        metadata[MetadataNames.ResponseModesSupported] = new JsonArray("query", "fragment", "form_post", "jwt", "query.jwt", "fragment.jwt", "form_post.jwt");
        metadata[MetadataNames.AuthorizationResponseIssParameterSupported] = SendsIssuer;
        metadata[MetadataNames.RequestParameterSupported] = true;
        metadata[MetadataNames.RequestUriParameterSupported] = false;
        metadata[MetadataNames.RequireSignedRequestObject] = RequiresSignedRequestObjects;
        metadata[MetadataNames.RequestObjectSigningAlgValuesSupported] = SignatureAlgorithm.AsymmetricNames.ToJsonArray();
        metadata[MetadataNames.ClaimsParameterSupported] = true;
        metadata[MetadataNames.PromptValuesSupported] = new JsonArray(PromptValues.None, PromptValues.Login, PromptValues.Consent, PromptValues.SelectAccount);
        metadata[MetadataNames.AuthorizationSigningAlgValuesSupported] = _server.SigningAlgorithms.ToJsonArray();
        metadata[MetadataNames.AuthorizationEncryptionAlgValuesSupported] = KeyEncryption.All.Select(algorithm => algorithm.Name).ToJsonArray();
        metadata[MetadataNames.AuthorizationEncryptionEncValuesSupported] = ContentCipher.All.Select(cipher => cipher.Name).ToJsonArray();
        if (_server.Options.AuthorizationDetailsTypes is { } types)
        {
            metadata[MetadataNames.AuthorizationDetailsTypesSupported] = types.ToJsonArray();
        }
    }

    internal override ValueTask<TestResponse> HandleAsync(TestRequest request, CancellationToken cancellationToken) => new(Respond(request));

    /// <summary>What the user chose on the page.</summary>
    internal TestResponse Continue(TestRequest request)
    {
        var text = request.Form[PageFields.Ticket];
        if (_tickets.Find(text) is not { } ticket)
        {
            return Pages.Error(ErrorCodes.InvalidRequest, "The sign-in is unknown or over.");
        }

        var name = request.Form[PageFields.User] ?? "";
        if (name.Length == 0 || _server.FindUser(name)?.Accepts(request.Form[PageFields.Password] ?? "") == false)
        {
            return Ask(ticket.Request, text!, name);
        }

        return ticket.TryUse()
            ? _responder.Respond(ticket.Request, request.Form[PageFields.Decision] == PageFields.Approve ? new TestSignIn(name) : TestSignIn.Refuse())
            : Pages.Error(ErrorCodes.InvalidRequest, "The sign-in is unknown or over.");
    }

    private TestResponse Respond(TestRequest request)
    {
        if (_server.SignIns.Open(request.Method == "POST" ? request.Form : request.Query, out var refusal) is not { } signIn)
        {
            return _responder.Refuse(refusal!);
        }

        request.ClientId = signIn.Client.ClientId;
        if ((request.SignIn ?? SignIn) is { } user)
        {
            return _responder.Respond(signIn, user);
        }

        // OpenID Connect Core section 3.1.2.1: no page where the client wants none.
        return signIn.Prompts.Contains(PromptValues.None)
            ? _responder.Refuse(new(ErrorCodes.LoginRequired, "The user isn't signed in.", signIn.Target))
            : Ask(signIn, _tickets.Add(new(signIn)), signIn.Hint);
    }

    private TestResponse Ask(SignInRequest signIn, string ticket, string? user) =>
        Pages.SignIn(signIn.Client.ClientId, ScopeText.Join(signIn.Scopes), _server.SignInPage.Address, ticket, user);
}
