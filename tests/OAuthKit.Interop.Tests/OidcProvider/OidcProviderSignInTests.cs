using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Interop.Tests;

/// <summary>Sign-ins in every combination of what a client can be registered for and how it can ask.</summary>
[Collection<OidcProviderCollection>]
public sealed class OidcProviderSignInTests(OidcProviderServer server) : InteropTests<OidcProviderServer>(server)
{
    private const string Secret = "a secret of at least thirty-two bytes";

    private static readonly RSA _rsa = RSA.Create(2048);
    private static readonly SigningKey _signing = SigningKey.Generate(JwsAlgorithms.ES256, "client-1");

    public static TheoryData<string, bool, bool, string> Requests()
    {
        TheoryData<string, bool, bool, string> rows = [];
        foreach (string mode in (string[])[ResponseModes.Query, ResponseModes.FormPost, ResponseModes.Jwt])
        {
            foreach (bool push in (bool[])[false, true])
            {
                foreach (bool signed in (bool[])[false, true])
                {
                    rows.Add(mode, push, signed, "client_secret_basic");
                    rows.Add(mode, push, signed, "private_key_jwt");
                }
            }
        }

        return rows;
    }

    /// <summary>Each row signs in twelve times: with four kinds of ID token and three of UserInfo.</summary>
    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_user_signs_in_however_the_client_asks_and_is_registered(string responseMode, bool push, bool signRequest, string authenticationMethod)
    {
        foreach ((string signing, bool encrypt) in ((string, bool)[])[("RS256", false), ("ES256", false), ("PS256", false), ("RS256", true)])
        {
            foreach (string userInfo in (string[])["json", "signed", "encrypted"])
            {
                await SignInAsync(new Form(responseMode, push, signRequest, authenticationMethod, signing, encrypt, userInfo));
            }
        }
    }

    [Theory]
    [InlineData(ResponseTypes.CodeIdToken, ResponseModes.FormPost, false)]
    [InlineData(ResponseTypes.CodeIdToken, ResponseModes.Fragment, false)]
    [InlineData(ResponseTypes.CodeIdToken, ResponseModes.FragmentJwt, true)]
    [InlineData(ResponseTypes.Code, ResponseModes.FormPostJwt, true)]
    [InlineData(ResponseTypes.Code, ResponseModes.QueryJwt, true)]
    public async Task A_user_signs_in_by_the_front_channel_and_by_encrypted_responses(string responseType, string responseMode, bool encrypt)
    {
        await SignInAsync(new Form(responseMode, true, true, "private_key_jwt", "ES256", encrypt, "json") { ResponseType = responseType, EncryptResponse = encrypt });
    }

    [Theory]
    [InlineData(ResponseModes.FormPost)]
    [InlineData(ResponseModes.Fragment)]
    public async Task An_ID_token_alone_says_who_signs_in(string responseMode)
    {
        using TestBrowser browser = new(Server.Authority);
        Form form = new(responseMode, false, false, "client_secret_basic", "RS256", false, "json") { ResponseType = ResponseTypes.IdToken };
        using OAuthClient client = await CreateAsync(form);
        AuthorizationStart start = await client.StartAuthorizationAsync(RequestOf(form), Cancellation);

        AuthorizationResponse response = await client.ValidateCallbackAsync(start.Transaction, await browser.SignInAsync(start.Url, InteropServer.RedirectUri), Cancellation);

        Assert.Equal(InteropServer.UserName, response.IdToken?.Subject);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task The_server_refuses_a_request_without_what_the_client_is_registered_to_do(bool push, bool signRequest)
    {
        using TestBrowser browser = new(Server.Authority);
        Form form = new(ResponseModes.FormPost, push, signRequest, "client_secret_basic", "RS256", false, "json");
        using OAuthClient client = await CreateAsync(form);
        AuthorizationStart start = await client.StartAuthorizationAsync(RequestOf(form with { Push = false, SignRequest = false }), Cancellation);

        AuthorizationCallback callback = await browser.SignInAsync(start.Url, InteropServer.RedirectUri);

        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => client.CompleteAuthorizationAsync(start.Transaction, callback, Cancellation));
        Assert.Equal("invalid_request", error.Error);
    }

    [Fact]
    public async Task The_server_understands_an_ID_token_as_a_hint_although_it_encrypted_it_for_the_client()
    {
        using TestBrowser browser = new(Server.Authority);
        Form form = new(ResponseModes.Query, false, false, "client_secret_basic", "RS256", true, "json");
        using OAuthClient client = await CreateAsync(form);
        AuthorizationStart first = await client.StartAuthorizationAsync(RequestOf(form), Cancellation);
        TokenSet tokens = await client.CompleteAuthorizationAsync(first.Transaction, await browser.SignInAsync(first.Url, InteropServer.RedirectUri), Cancellation);
        AuthorizationRequest silent = new() { RedirectUri = InteropServer.RedirectUri, Scope = "openid", Prompt = "none", IdTokenHint = tokens.EncodedIdToken };

        AuthorizationStart second = await client.StartAuthorizationAsync(silent, Cancellation);
        TokenSet again = await client.CompleteAuthorizationAsync(second.Transaction, await browser.SignInAsync(second.Url, InteropServer.RedirectUri), Cancellation);

        Assert.Equal(tokens.IdToken!.Identity, again.IdToken?.Identity);
    }

    private async Task SignInAsync(Form form)
    {
        // A new one for each: a cookie container holds twenty cookies of a host, and the server leaves four for each sign-in.
        using TestBrowser browser = new(Server.Authority);
        UserInfoWatch watch = new(Server.Handler);
        using OAuthClient client = await CreateAsync(form, watch);
        AuthorizationStart start = await client.StartAuthorizationAsync(RequestOf(form), Cancellation);
        // As an application keeps it between the two requests of the browser.
        AuthorizationTransaction transaction = AuthorizationTransaction.FromJson(start.Transaction.ToJson());

        TokenSet tokens = await client.CompleteAuthorizationAsync(transaction, await browser.SignInAsync(start.Url, InteropServer.RedirectUri), Cancellation);
        UserInfo user = await client.GetUserInfoAsync(tokens, Cancellation);

        Assert.Equal(InteropServer.UserName, tokens.IdToken?.Subject);
        Assert.Equal(form.EncryptIdToken ? 5 : 3, tokens.EncodedIdToken!.Reveal().Split('.').Length);
        Assert.Equal(form.EncryptResponse ? 5 : form.ResponseMode.EndsWith(ResponseModes.Jwt, StringComparison.Ordinal) ? 3 : null, browser.Response?.Split('.').Length);
        Assert.Equal(form.UserInfo switch { "json" => null, "signed" => 3, _ => 5 }, watch.UserInfoSegments);
        Assert.Equal("Name of alice", user.Name);
        Assert.Equal(form.Push, start.Url.Contains("request_uri=", StringComparison.Ordinal));
        Assert.Equal(form.SignRequest && !form.Push, start.Url.Contains("request=", StringComparison.Ordinal));
    }

    private static AuthorizationRequest RequestOf(Form form)
    {
        return new AuthorizationRequest
        {
            RedirectUri = InteropServer.RedirectUri,
            Scope = "openid",
            ResponseType = form.ResponseType,
            ResponseMode = form.ResponseMode,
            Push = form.Push,
            RequestObject = form.SignRequest ? new RequestObjectOptions(_signing) : null,
            MaxAge = TimeSpan.FromMinutes(10),
        };
    }

    // The server demands what the client is to do, so that a request which left it out would be refused.
    private async Task<OAuthClient> CreateAsync(Form form, HttpMessageHandler? connection = null)
    {
        Dictionary<string, JsonNode> metadata = new()
        {
            ["id_token_signed_response_alg"] = form.Signing,
            ["authorization_signed_response_alg"] = form.Signing,
            ["require_pushed_authorization_requests"] = form.Push,
            ["require_signed_request_object"] = form.SignRequest,
            ["response_types"] = new JsonArray(form.ResponseType),
            ["grant_types"] = new JsonArray("authorization_code", "implicit", "refresh_token"),
            ["jwks"] = new JsonObject { ["keys"] = new JsonArray(JsonNode.Parse(_signing.ExportPublicJwk()), EncryptionKeys.ToJwk(_rsa)) },
        };
        if (form.SignRequest)
        {
            metadata["request_object_signing_alg"] = "ES256";
        }

        if (form.UserInfo != "json")
        {
            metadata["userinfo_signed_response_alg"] = form.Signing;
        }

        foreach ((string name, bool isEncrypted) in ((string, bool)[])[("id_token", form.EncryptIdToken), ("userinfo", form.UserInfo == "encrypted"), ("authorization", form.EncryptResponse)])
        {
            if (isEncrypted)
            {
                metadata[$"{name}_encrypted_response_alg"] = JweAlgorithms.RsaOaep256;
                metadata[$"{name}_encrypted_response_enc"] = JweAlgorithms.A256Gcm;
            }
        }

        RegisteredClient registration = await Server.RegisterAsync(RegisteredClient.Create(form.AuthenticationMethod) with
        {
            Secret = Secret,
            GrantTypes = ["authorization_code"],
            Metadata = metadata,
        });
        ClientAuthentication authentication = form.AuthenticationMethod == "private_key_jwt"
            ? ClientAuthentication.PrivateKeyJwt(registration.Id, _signing)
            : registration.ToAuthentication();
        return new OAuthClient(Server.Issuer, authentication, new BackchannelOptions { Handler = connection ?? Server.Handler })
        {
            IdTokens = new IdTokenOptions { SigningAlgorithm = form.Signing, DecryptionKeys = Keys(form.EncryptIdToken), ContentEncryption = JweAlgorithms.A256Gcm },
            UserInfoResponses = form.UserInfo == "json" ? null : new JwtResponseOptions { SigningAlgorithm = form.Signing, DecryptionKeys = Keys(form.UserInfo == "encrypted"), ContentEncryption = JweAlgorithms.A256Gcm },
            AuthorizationResponses = new JwtResponseOptions { SigningAlgorithm = form.Signing, DecryptionKeys = Keys(form.EncryptResponse), ContentEncryption = JweAlgorithms.A256Gcm },
        };
    }

    private static IReadOnlyList<DecryptionKey> Keys(bool isEncrypted)
    {
        return isEncrypted ? [DecryptionKey.FromRsaPem(_rsa.ExportPkcs8PrivateKeyPem())] : [];
    }

    private sealed record Form(string ResponseMode, bool Push, bool SignRequest, string AuthenticationMethod, string Signing, bool EncryptIdToken, string UserInfo)
    {
        public string ResponseType { get; init; } = ResponseTypes.Code;

        public bool EncryptResponse { get; init; }
    }
}
