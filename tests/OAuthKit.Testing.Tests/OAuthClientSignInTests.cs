using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

/// <summary>OAuthKit's client signs users in at the test server, and refuses what the server is made to get wrong.</summary>
public sealed class OAuthClientSignInTests
{
    private static readonly SigningKey _signer = SigningKey.Generate(keyId: "s1");
    private static readonly RSA _rsa = RSA.Create(2048);
    private static readonly DecryptionKey _decryption = DecryptionKey.FromRsaPem(_rsa.ExportPkcs8PrivateKeyPem(), "d1");

    public static TheoryData<string, string?, bool, string> Ways()
    {
        var ways = new TheoryData<string, string?, bool, string>();
        foreach (var type in (string[])["code", "code id_token", "id_token"])
        {
            foreach (var mode in (string?[])[null, "query", "fragment", "form_post", "jwt", "fragment.jwt", "form_post.jwt"])
            {
                if (type != "code" && mode == "query")
                {
                    continue;
                }

                foreach (var push in (bool[])[false, true])
                {
                    foreach (var request in (string[])["plain", "signed", "encrypted"])
                    {
                        ways.Add(type, mode, push, request);
                    }
                }
            }
        }

        return ways;
    }

    /// <summary>What the server changes of its callback, and the code of the fault.</summary>
    public static TheoryData<string, string> Changes() => new()
    {
        { "iss=https://evil.example", OAuthFault.AuthorizationResponseIssuer },
        { "iss=", OAuthFault.AuthorizationResponseIssuer },
        { "iss+1", OAuthFault.AuthorizationResponseIssuer },
        { "-iss", OAuthFault.AuthorizationResponseIssuer },
        { "state+1", OAuthFault.AuthorizationResponseState },
        { "-state", OAuthFault.AuthorizationResponseState },
        { "-code", OAuthFault.AuthorizationResponseCode },
        { "error=access_denied", OAuthFault.AuthorizationResponseCode },
        { "access_token=evil", OAuthFault.AuthorizationResponseToken },
        { "id_token=a.b.c", OAuthFault.AuthorizationResponseToken },
        { "response=a.b.c", OAuthFault.AuthorizationResponseMode },
        { "mode=fragment", OAuthFault.AuthorizationCallbackChannel },
        { "mode=query.jwt", OAuthFault.AuthorizationResponseMode },
        { "to=https://shop.test/other", OAuthFault.AuthorizationCallbackUrl },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task S050_A_user_signs_in_in_every_way(string type, string? mode, bool push, string request)
    {
        await using var rig = Start();
        using var client = Client(rig);

        var start = await client.StartAuthorizationAsync(
            new AuthorizationRequest
            {
                RedirectUri = SignInRig.Callback,
                Scope = "openid orders.read",
                ResponseType = type,
                ResponseMode = mode,
                MaxAge = TimeSpan.FromMinutes(5),
                Push = push,
                RequireCallbackUrl = true,
                RequestObject = request == "plain" ? null : new RequestObjectOptions(_signer) { EncryptionAlgorithm = request == "encrypted" ? JweAlgorithms.EcdhEsA256KW : null, ContentEncryption = JweAlgorithms.A256Gcm },
            },
            Rig.Cancellation);
        var transaction = AuthorizationTransaction.FromJson(start.Transaction.ToJson());
        var callback = Read(await rig.Server.SignInAsync(start.Url, new TestSignIn("bob"), Rig.Cancellation));
        var subject = type == "id_token"
            ? (await client.ValidateCallbackAsync(transaction, callback, Rig.Cancellation)).IdToken!.Subject
            : (await client.CompleteAuthorizationAsync(transaction, callback, Rig.Cancellation)).IdToken!.Subject;

        Assert.Equal("bob", subject);
        Assert.Equal(push ? 1 : 0, rig.Server.PushedAuthorization.RequestCount);
        Assert.Equal(type == "id_token" ? 0 : 1, rig.Server.TokenRequests);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task R062_R063_R064_R075_R076_R078_A_callback_that_was_changed_is_refused_and_its_code_stays_here(string change, string code)
    {
        await using var rig = Start();
        using var client = Client(rig);
        var start = await client.StartAuthorizationAsync(new AuthorizationRequest { RedirectUri = SignInRig.Callback, Scope = "openid" }, Rig.Cancellation);
        rig.Server.Mutations.Callback(draft => Apply(draft, change));

        var callback = Read(await rig.Server.SignInAsync(start.Url, cancellationToken: Rig.Cancellation));
        var e = await Assert.ThrowsAsync<OAuthException>(() => client.CompleteAuthorizationAsync(start.Transaction, callback, Rig.Cancellation));

        Assert.Equal(code, e.Code);
        Assert.Equal(0, rig.Server.TokenRequests);
    }

    [Theory]
    [InlineData("iss", OAuthFault.JwtIssuer)]
    [InlineData("aud", OAuthFault.JwtAudience)]
    [InlineData("exp", OAuthFault.JwtTime)]
    [InlineData("state", OAuthFault.AuthorizationResponseState)]
    [InlineData("code", OAuthFault.AuthorizationResponseCode)]
    public async Task R271_R273_A_signed_response_without_a_claim_is_refused(string claim, string code)
    {
        await using var rig = Start();
        rig.Server.Mutations.AuthorizationResponse(Mutation.WithoutClaim(claim));

        await AssertRefusedAsync(rig, code);
    }

    [Fact]
    public async Task R271_R275_A_signed_response_of_anybody_else_is_refused()
    {
        foreach (var (mutation, code) in ((Mutation, string)[])
        [
            (Mutation.AlgNone, OAuthFault.JwtMalformed), (Mutation.FlippedSignature, OAuthFault.JwtSignature), (Mutation.ZeroSignature, OAuthFault.JwtSignature),
            (Mutation.OtherKey, OAuthFault.JwtSignature), (Mutation.EmbeddedJwk, OAuthFault.JwtSignature), (Mutation.HmacWithPublicPem, OAuthFault.JwtAlgorithm),
            (Mutation.Expired, OAuthFault.JwtTime), (Mutation.ClaimWithSuffix("iss"), OAuthFault.JwtIssuer), (Mutation.ClaimWithSuffix("aud"), OAuthFault.JwtAudience),
            (Mutation.NotEncrypted, OAuthFault.JwtEncryption), (Mutation.Critical("x"), OAuthFault.JwtCritical), (Mutation.Type("at+jwt"), OAuthFault.JwtType),
        ])
        {
            await using var rig = Start();
            rig.Server.Mutations.AuthorizationResponse(mutation);

            await AssertRefusedAsync(rig, code);
        }
    }

    [Fact]
    public async Task R258_A_client_that_must_push_and_sign_does_both()
    {
        await using var rig = new SignInRig(new TestClient(SignInRig.ClientId, SignInRig.Secret) { RedirectUris = [SignInRig.Callback] });
        rig.Server.Mutations.Metadata(metadata =>
        {
            metadata["require_pushed_authorization_requests"] = true;
            metadata["require_signed_request_object"] = true;
        });
        using var client = Client(rig);

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.StartAuthorizationAsync(new AuthorizationRequest { RedirectUri = SignInRig.Callback }, Rig.Cancellation));

        Assert.Equal(OAuthFault.RequestObjectRequired, e.Code);
        Assert.Equal(0, rig.Server.PushedAuthorization.RequestCount);
    }

    [Fact]
    public async Task R073_A_user_who_refuses_is_told_of_by_the_servers_code()
    {
        await using var rig = Start();
        using var client = Client(rig);
        var start = await client.StartAuthorizationAsync(new AuthorizationRequest { RedirectUri = SignInRig.Callback, Scope = "openid" }, Rig.Cancellation);

        var callback = Read(await rig.Server.SignInAsync(start.Url, TestSignIn.Refuse(description: "no"), Rig.Cancellation));
        var e = await Assert.ThrowsAsync<OAuthServerException>(() => client.CompleteAuthorizationAsync(start.Transaction, callback, Rig.Cancellation));

        Assert.Equal("access_denied", e.Error);
        Assert.Equal(0, rig.Server.TokenRequests);
    }

    private static AuthorizationCallback Read(TestCallback callback) => callback.Body is { } body
        ? AuthorizationCallback.FromForm("POST", "application/x-www-form-urlencoded", body, callback.Url)
        : AuthorizationCallback.FromUrl(callback.Url);

    private static void Apply(CallbackDraft draft, string change)
    {
        var (name, value) = change.Split('=', 2) is [var left, var right] ? (left, right) : (change, null);
        switch (name)
        {
            case "mode":
                draft.ResponseMode = value!;
                break;
            case "to":
                draft.RedirectUri = value!;
                break;
            case ['-', .. var removed]:
                draft.Parameters[removed] = null;
                break;
            case [.. var suffixed, '+', '1']:
                draft.Parameters[suffixed] += "1";
                break;
            default:
                draft.Parameters[name] = value;
                break;
        }
    }

    private static async Task AssertRefusedAsync(SignInRig rig, string code)
    {
        using var client = Client(rig);
        var start = await client.StartAuthorizationAsync(new AuthorizationRequest { RedirectUri = SignInRig.Callback, Scope = "openid", ResponseMode = ResponseModes.Jwt }, Rig.Cancellation);

        var callback = Read(await rig.Server.SignInAsync(start.Url, cancellationToken: Rig.Cancellation));
        var e = await Assert.ThrowsAsync<OAuthException>(() => client.CompleteAuthorizationAsync(start.Transaction, callback, Rig.Cancellation));

        Assert.Equal(code, e.Code);
        Assert.Equal(0, rig.Server.TokenRequests);
    }

    private static SignInRig Start()
    {
        var parameters = _rsa.ExportParameters(false);
        var keys = JsonNode.Parse(SigningKey.ExportPublicJwks(_signer))!.AsObject();
        keys["keys"]!.AsArray().Add(new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "enc",
            ["kid"] = "d1",
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        });
        var rig = new SignInRig(new TestClient(SignInRig.ClientId, SignInRig.Secret)
        {
            RedirectUris = [SignInRig.Callback],
            Jwks = keys,
            IdTokenAlgorithm = "ES256",
            IdTokenEncryption = new TestEncryption("RSA-OAEP-256"),
            AuthorizationResponseAlgorithm = "ES256",
            AuthorizationResponseEncryption = new TestEncryption("RSA-OAEP", "A256GCM"),
        });
        rig.Server.AddEncryptionKey("ECDH-ES+A256KW");
        return rig;
    }

    private static OAuthClient Client(SignInRig rig) => new(
        rig.Server.Issuer, ClientAuthentication.ClientSecretBasic(SignInRig.ClientId, SignInRig.Secret), new() { Handler = rig.Server.Handler, TimeProvider = rig.Clock })
    {
        IdTokens = new IdTokenOptions { SigningAlgorithm = JwsAlgorithms.ES256, DecryptionKeys = [_decryption] },
        AuthorizationResponses = new JwtResponseOptions { SigningAlgorithm = JwsAlgorithms.ES256, DecryptionKeys = [_decryption], EncryptionAlgorithm = JweAlgorithms.RsaOaep, ContentEncryption = JweAlgorithms.A256Gcm },
    };
}
