using System.Text.Json;

namespace OAuthKit.Docs.Tests;

/// <summary>What docs/authorization-code.md shows.</summary>
internal static class AuthorizationCodePage
{
    public static async Task<AuthorizationTransaction> StartAsync(Action<string> redirect, CancellationToken cancellationToken)
    {
        #region SignInStart
        var client = new OAuthClient("https://login.example.com", ClientAuthentication.ClientSecretBasic("shop", "secret"));

        AuthorizationStart start = await client.StartAuthorizationAsync(
            new AuthorizationRequest { RedirectUri = "https://shop.example/signin", Scope = "openid profile" },
            cancellationToken);

        // Remember start.Transaction for this browser, then send it to the server.
        redirect(start.Url);
        #endregion
        return start.Transaction;
    }

    public static async Task<string> CompleteAsync(OAuthClient client, AuthorizationTransaction transaction, string url, CancellationToken cancellationToken)
    {
        #region SignInComplete
        TokenSet tokens = await client.CompleteAuthorizationAsync(transaction, AuthorizationCallback.FromUrl(url), cancellationToken);

        string user = tokens.IdToken!.Subject;
        #endregion
        return user;
    }

    public static AuthorizationTransaction Store(AuthorizationStart start, AuthorizationCallback callback, string browser)
    {
        #region SignInStore
        var store = new AuthorizationTransactionStore();

        // Before the redirect. "browser" is a random value in a cookie of this browser.
        store.Add(start.Transaction, browser);

        // When the response comes.
        AuthorizationTransaction transaction = store.Take(callback, browser);
        #endregion
        return transaction;
    }

    public static AuthorizationTransaction Cookie(AuthorizationStart start, AuthorizationCallback callback, Func<byte[], byte[]> protect, Func<byte[], byte[]> unprotect, IDictionary<string, string> cookies)
    {
        #region SignInCookie
        // Before the redirect. The other properties of the cookie are those that it has to be set with.
        AuthorizationCookie cookie = AuthorizationCookie.For(start.Transaction);
        cookies[cookie.Name] = start.Transaction.ToProtected(protect);

        // When the response comes.
        string name = AuthorizationCookie.NameFor(callback) ?? throw new InvalidOperationException("The response has no state.");
        AuthorizationTransaction transaction = AuthorizationTransaction.FromProtected(cookies[name], unprotect);
        #endregion
        return transaction;
    }

    public static async Task<AuthorizationCallback> ReadAsync(string method, string? contentType, Stream body, string query, CancellationToken cancellationToken)
    {
        #region SignInCallback
        AuthorizationCallback fromQuery = AuthorizationCallback.FromQuery(query, url: "https://shop.example/signin");
        AuthorizationCallback fromForm = await AuthorizationCallback.FromFormAsync(method, contentType, body, cancellationToken: cancellationToken);
        #endregion
        return method == "GET" ? fromQuery : fromForm;
    }

    public static async Task<TokenPolicy> SourceAsync(OAuthClient client, AuthorizationTransaction transaction, AuthorizationCallback callback, CancellationToken cancellationToken)
    {
        #region SignInSource
        AuthorizationResponse response = await client.ValidateCallbackAsync(transaction, callback, cancellationToken);
        var policy = new TokenPolicy(TokenSource.AuthorizationCode(client, response.ToGrant()), client.Tokens, "jane");
        #endregion
        return policy;
    }

    public static async Task<AuthorizationRequest> SignedAsync()
    {
        #region SignInSigned
        using SigningKey key = SigningKey.FromPem(await File.ReadAllTextAsync("shop.pem"));
        var request = new AuthorizationRequest
        {
            RedirectUri = "https://shop.example/signin",
            Scope = "openid",
            Push = true,
            RequestObject = new RequestObjectOptions(key) { EncryptionAlgorithm = JweAlgorithms.RsaOaep256 },
            ResponseMode = ResponseModes.Jwt,
        };
        #endregion
        return request;
    }

    public static OAuthClient Registered()
    {
        #region SignInRegistered
        var client = new OAuthClient("https://login.example.com", ClientAuthentication.ClientSecretBasic("shop", "secret"))
        {
            IdTokens = new IdTokenOptions { SigningAlgorithm = JwsAlgorithms.ES256 },
            AuthorizationResponses = new JwtResponseOptions { SigningAlgorithm = JwsAlgorithms.ES256 },
        };
        #endregion
        return client;
    }

    public static IReadOnlyList<AuthorizationDetail> Details(TokenSet tokens)
    {
        #region SignInDetails
        var payment = new AuthorizationDetail("payment_initiation")
        {
            Actions = ["initiate"],
            Locations = ["https://bank.example/payments"],
            Members = new Dictionary<string, JsonElement> { ["creditorName"] = JsonElement.Parse("\"Merchant\"") },
        };
        var request = new AuthorizationRequest { RedirectUri = "https://shop.example/signin", AuthorizationDetails = [payment] };

        // After the exchange: what was granted, which may be something else.
        IReadOnlyList<AuthorizationDetail>? granted = tokens.AuthorizationDetails;
        #endregion
        return granted ?? request.AuthorizationDetails;
    }

    public static AuthorizationRequest Initiated(string query)
    {
        #region SignInInitiated
        var targets = new ReturnUrlValidator("https://shop.example");
        LoginInitiation initiation = LoginInitiation.Read(query, issuers: ["https://login.example.com"], targets);

        var request = new AuthorizationRequest
        {
            RedirectUri = "https://shop.example/signin",
            Scope = "openid",
            LoginHint = initiation.LoginHint,
            ReturnUrl = initiation.TargetLinkUri,
        };
        #endregion
        return request;
    }

    public static async Task<string> ErrorsAsync(OAuthClient client, AuthorizationTransaction transaction, AuthorizationCallback callback, CancellationToken cancellationToken)
    {
        #region SignInErrors
        try
        {
            TokenSet tokens = await client.CompleteAuthorizationAsync(transaction, callback, cancellationToken);
            return $"Welcome, {tokens.IdToken!.Subject}.";
        }
        catch (OAuthServerException e) when (e.Error == "access_denied")
        {
            return "You said no.";
        }
        catch (OAuthException e) when (e.Code is OAuthFault.AuthorizationTransactionExpired or OAuthFault.AuthorizationTransactionUsed)
        {
            return "Please begin again.";
        }
        #endregion
    }
}
