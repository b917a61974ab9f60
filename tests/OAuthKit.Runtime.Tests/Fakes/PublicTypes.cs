using System.Text;
using System.Text.Json;

namespace OAuthKit;

/// <summary>One instance, or some, of every public type that has any, with a canary in each secret.</summary>
internal static class PublicTypes
{
    public static IEnumerable<object> Instances()
    {
        var server = new FakeServer();
        var client = server.Client(new ClientSecretBasic(The.ClientId, ClientSecret.Parse(The.Secret)));
        var form = new FormParameters { { "client_secret", The.Secret } };
        var request = new ClientAuthenticationRequest(new Uri(The.TokenEndpoint), The.Issuer, form, server.Clock) { Authorization = $"Bearer {The.Canary}" };
        var basic = new ClientSecretBasic(The.ClientId, ClientSecret.Parse(The.Secret));
        basic.ApplyAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        var tokens = new TokenSet(AccessToken.Parse(The.Token(1)), server.Clock.GetUtcNow(), server.Clock)
        {
            Scope = The.Scope,
            RefreshToken = RefreshToken.Parse(The.Canary),
            EncodedIdToken = EncodedIdToken.Parse($"a.{The.Canary}.b"),
            OtherMembers = new Dictionary<string, JsonElement> { ["secret"] = JsonElement.Parse($"\"{The.Canary}\"") },
        };
        var source = new ScriptedSource(server.Clock);
        var manager = new TokenManager();
        var policy = new TokenPolicy(source, manager, "own");
        manager.GetTokenAsync(policy).AsTask().GetAwaiter().GetResult();
        var create = (AssertionRequest _, CancellationToken _) => new ValueTask<Assertion>(Assertion.Parse(The.Jwt));
        var code = new AuthorizationCodeGrant(AuthorizationCode.Parse(The.Canary)) { CodeVerifier = CodeVerifier.Parse(The.Verifier), Issuer = The.Issuer, RedirectUri = "https://rp.example/cb" };
        var key = SigningKey.FromPem(Pki.EncryptedPem, new SigningKeyOptions { Password = The.Canary });
        var certificate = ClientCertificate.From(Pki.Issue("public-types"));
        var deviceCode = DeviceCode.Parse(The.Canary);
        var device = new DeviceAuthorization(deviceCode, The.Canary, "https://example.com/device", server.Clock.GetUtcNow(), TokenPoller.DefaultInterval)
        {
            VerificationUriComplete = $"https://example.com/device?user_code={The.Canary}",
            OtherMembers = tokens.OtherMembers,
        };
        var backchannelRequest = new BackchannelAuthenticationRequest
        {
            LoginHint = The.Canary,
            LoginHintToken = The.Canary,
            IdTokenHint = tokens.EncodedIdToken,
            BindingMessage = The.Canary,
            UserCode = The.Canary,
        };
        var notification = ClientNotificationToken.Parse(The.Canary);
        var backchannel = new BackchannelAuthentication(AuthReqId.Parse(The.Canary), server.Clock.GetUtcNow(), TokenPoller.DefaultInterval)
        {
            ClientNotificationToken = notification,
            OtherMembers = tokens.OtherMembers,
        };
        var ping = PingNotification.VerifyAsync($"Bearer {The.Canary}", Encoding.UTF8.GetBytes($"{{\"auth_req_id\":\"{The.Canary}\"}}"), (_, _) => new(notification)).AsTask().Result;
        var refusal = new OAuthServerException("token endpoint", "access_denied", null, null, 400);
        using var members = JsonDocument.Parse($$"""{"active":true,"sub":"s","secret":"{{The.Canary}}"}""");
        var registered = RegisteredClient.FromJson($$"""{"client_id":"c","client_secret":"{{The.Secret}}","client_secret_expires_at":0,"registration_access_token":"{{The.Canary}}"}""");
        using var encryptionKey = System.Security.Cryptography.RSA.Create(2048);
        var detail = new AuthorizationDetail("payment") { Identifier = The.Canary, Actions = [The.Canary], Members = tokens.OtherMembers };
        var authorization = new AuthorizationRequest
        {
            RedirectUri = "https://rp.example/cb",
            Scope = The.Scope,
            LoginHint = The.Canary,
            IdTokenHint = tokens.EncodedIdToken,
            Claims = $$"""{"userinfo":{"{{The.Canary}}":null} }""",
            AuthorizationDetails = [detail],
            ReturnUrl = "/" + The.Canary,
            RequestObject = new RequestObjectOptions(key) { EncryptionAlgorithm = JweAlgorithms.RsaOaep256, EncryptionKey = EncryptionKey.FromRsaPem(encryptionKey.ExportSubjectPublicKeyInfoPem()) },
        };
        var transaction = new AuthorizationTransaction
        {
            Issuer = The.Issuer,
            ClientId = The.ClientId,
            RedirectUri = "https://rp.example/cb",
            ResponseType = ResponseTypes.Code,
            State = The.Canary,
            Nonce = The.Canary,
            CodeVerifier = CodeVerifier.Parse(The.Verifier),
            ReturnUrl = The.Canary,
            DpopKey = The.Canary,
            CreatedAt = server.Clock.GetUtcNow(),
            ExpiresAt = server.Clock.GetUtcNow(),
        };
        var transactions = new AuthorizationTransactionStore(timeProvider: server.Clock);
        return
        [
            detail, authorization, authorization.RequestObject, transaction, transactions, AuthorizationCookie.For(transaction),
            new AuthorizationStart($"https://login.example.com/authorize?state={The.Canary}", transaction, null, server.Clock),
            AuthorizationCallback.FromUrl($"https://rp.example/cb?code={The.Canary}&state={The.Canary}"),
            new AuthorizationResponse(transaction, AuthorizationCode.Parse(The.Canary), null),
            new ReturnUrlValidator("https://shop.example"), LoginInitiation.Read($"iss={The.Issuer}&login_hint={The.Canary}&target_link_uri=/{The.Canary}", [The.Issuer], new ReturnUrlValidator()),
            key, new SigningKeyFile("/keys/orders.pem", new SigningKeyOptions { Password = The.Canary }), new SigningKeyOptions { Password = The.Canary },
            DpopKey.From(key), new DpopOptions { Key = DpopKey.From(key) }, AccessToken.ParseDpop(The.Canary, DpopKey.From(key)),
            certificate, new StoredCertificate { Subject = "CN=orders" }, new PrivateKeyJwt(The.ClientId, key),
            new ClientSecretJwt(The.ClientId, ClientSecret.Parse(The.Secret + The.Secret + The.Secret)), new ClientAssertionFile(The.ClientId, "/keys/assertion"),
            new TlsClientAuth(The.ClientId, certificate), new SelfSignedTlsClientAuth(The.ClientId, certificate),
            device, deviceCode, new DeviceAuthorizationRequest(), new DeviceCodeGrant(device),
            backchannel, backchannel.AuthReqId, notification, backchannelRequest, new BackchannelAuthenticationGrant(backchannel), ping,
            new TokenPoller(client, device), new PollProgress(1, server.Clock.GetUtcNow(), server.Clock.GetUtcNow(), null),
            new PollTokens(tokens), new PollPending(false, server.Clock.GetUtcNow()), new PollUnanswered(refusal, server.Clock.GetUtcNow()),
            new PollDenied(refusal), new PollExpired(null),
            code, code.CodeVerifier, AuthorizationCode.Parse(The.Canary), new RefreshTokenGrant(tokens), new ResourceOwnerPasswordGrant(The.Canary, UserPassword.Parse(The.Canary)),
            UserPassword.Parse(The.Canary), new TokenExchangeGrant(tokens) { ActorToken = tokens.EncodedIdToken! }, ExchangeToken.From(tokens), SubjectToken.From(tokens), ActorToken.Parse(The.Canary), Assertion.Parse(The.Jwt),
            new JwtBearerGrant(Assertion.Parse(The.Jwt)), new JwtBearerGrant(create), new Saml2BearerGrant(The.Saml), new AssertionRequest(The.ClientId, The.Issuer, new Uri(The.TokenEndpoint), server.Clock),
            new Saml2ClientAssertion(The.ClientId, (_, _) => new(The.Saml)), new JwtBearerAssertion(key, The.Issuer, "alice") { Claims = tokens.OtherMembers },
            TokenSource.AuthorizationCode(client, code), TokenSource.RefreshToken(client, tokens), TokenSource.Password(client, new(The.Canary, UserPassword.Parse(The.Canary))), TokenSource.Fixed(tokens),
            new TokenSourceOptions { InitialTokens = tokens }, new RequestedToken("Orders"), new ReauthenticationRequiredException("No.", null),
            IntrospectionEndpoint.ReadMembers(members.RootElement), new IntrospectionOptions { Authorization = tokens.AccessToken },
            new JwtIntrospectionOptions { DecryptionKeys = [DecryptionKey.FromSharedKey(new byte[16])] },
            SenderProof.Of(null, "k"), new MutualTlsHandler(certificate, [The.Api]), new MutualTlsHandlerOptions(),
            new IntrospectionCache(client), new IntrospectionCacheOptions(), new UserInfo("s", members.RootElement.Clone()),
            new JwtResponseOptions { DecryptionKeys = [DecryptionKey.FromSharedKey(new byte[16])] }, new IdTokenOptions(),
            new IdTokenExpectations { Nonce = The.Canary, State = The.Canary, AccessToken = tokens.AccessToken }, new IdToken(tokens.EncodedIdToken, members.RootElement.Clone()),
            new LogoutTokenOptions(), new LogoutTokenValidator(client), new LogoutToken(members.RootElement.Clone(), The.Issuer, "j", server.Clock.GetUtcNow()), JwtReplayStore.InMemory(),
            new JwtAccessTokenOptions(), new JwtAccessTokenValidator(client.Server, "urn:api"), AccessTokenOf(members.RootElement.Clone()),
            new DpopProofOptions(), new DpopProofValidator(), new DpopProofRequest([The.Canary], "GET", The.Api) { AccessToken = tokens.AccessToken, Nonce = The.Canary },
            new DpopProof { Thumbprint = "t", Jti = "j", IssuedAt = default, Algorithm = JwsAlgorithms.ES256 },
            new LogoutRequest { IdTokenHint = tokens.EncodedIdToken }, LogoutUrl.Create(new Uri(The.Issuer), new LogoutRequest { IdTokenHint = EncodedIdToken.Parse($"a.{The.Canary}.b"), PostLogoutRedirectUri = "https://rp.example/bye" }, The.ClientId, new IdTokenOptions()),
            FrontChannelLogout.FromUrl("?iss=i&sid=s", "i"), new NativeSignInOptions(), UserBrowser.System,
            registered, registered.Metadata,
            Vendors.Auth0("test"), VendorGrammar.DnsName, new VendorKey("Domain", VendorGrammar.DnsName), ServerQuirks.None,
            GoogleServiceAccount.Parse(GoogleServiceAccountTests.Json()), new GitHubInstallationTokens("1", Pki.Key("RS256"), 1),
            tokens, tokens.AccessToken, tokens.RefreshToken, tokens.EncodedIdToken, ClientSecret.Parse(The.Secret),
            form, request, basic, new ClientSecretPost(The.ClientId, ClientSecret.Parse(The.Secret)), new NoClientAuthentication(The.ClientId), new ClientSecretRotation(basic, basic),
            client, client.Server, client.Server.Endpoints, ServerMetadata.Parse(The.Metadata()), server.Options,
            new ProtectedResource("https://api.example.com", new ProtectedResourceOptions { AllowedIssuers = [The.Issuer] }), new ProtectedResourceOptions(), ProtectedResourceMetadata.Parse(ResourceServer.Json()), AddressGuard.PublicOnly, SecurityProfile.Fapi2SecurityProfile,
            new ApiClient(The.Api, policy), new ApiClientOptions(), new ApiCall { Query = new() { { "q", The.Canary } } }, ApiPath.Create("users", 1), (ApiSegment)"users", ((ApiValue?)The.Canary)!,
            new ApiFields { { "password", The.Canary } }, ApiBody.Form(new() { { "password", The.Canary } }), BooleanFields.Lower, NullFields.Empty,
            ApiProblem.TryRead("application/problem+json", "{}"u8.ToArray())!, new ApiResponseException("no", HttpMethod.Get, "https://api.example.com", System.Net.HttpStatusCode.NotFound),
            The.Grant, policy, TokenPolicy.Anonymous, manager, new TokenManagerOptions(), source,
            new OAuthHandler(policy, The.Api), new OAuthHandlerOptions(), AuthenticationChallenge.Parse(["Bearer error=x"])[0],
            new OAuthException("x", "no"), new OAuthServerException("token endpoint", "invalid_client", "no", null, 400), new InsufficientScopeException(AuthenticationChallenge.Parse(["Bearer scope=a"])[0]), new StepUpRequiredException(AuthenticationChallenge.Parse(["Bearer acr_values=a"])[0]),
        ];
    }

    private static JwtAccessToken AccessTokenOf(JsonElement claims) => new(claims, The.Scope)
    {
        Issuer = The.Issuer,
        Subject = "s",
        ClientId = The.ClientId,
        Audience = ["urn:api"],
        TokenId = "j",
        ExpiresAt = default,
        IssuedAt = default,
    };
}
