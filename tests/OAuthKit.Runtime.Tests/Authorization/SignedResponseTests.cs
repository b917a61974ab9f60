using System.Security.Cryptography;

namespace OAuthKit;

public sealed class SignedResponseTests : IDisposable
{
    private readonly AuthorizationRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("jwt", "?")]
    [InlineData("query.jwt", "?")]
    [InlineData("fragment.jwt", "#")]
    [InlineData("form_post.jwt", null)]
    public async Task R270_A_signed_response_is_asked_for_and_read(string mode, string? separator)
    {
        var start = await _rig.StartAsync(Request(mode));
        var jwt = Sign(start.Transaction);
        var callback = separator is null
            ? AuthorizationCallback.FromForm("POST", "application/x-www-form-urlencoded", "response=" + jwt)
            : AuthorizationCallback.FromUrl($"{AuthorizationRig.Callback}{separator}response={jwt}");

        await _rig.CompleteAsync(start.Transaction, callback);

        Assert.Equal(mode, Assert.Single(AuthorizationRig.Query(start.Url)["response_mode"]));
        Assert.Equal(AuthorizationRig.Code, Assert.Single(_rig.Server.LastTo("/token").Form["code"]));
        Assert.Equal(start.Transaction.State, callback.State);
    }

    [Theory]
    [InlineData("\"https://login.example.com1\"")]
    [InlineData("\"https://login.example.com/\"")]
    [InlineData("\"https://LOGIN.example.com\"")]
    [InlineData("[\"https://login.example.com\"]")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task R271_The_issuer_is_that_of_the_server(string? issuer) =>
        await AssertRefusedAsync(OAuthFault.JwtIssuer, transaction => _rig.Key.Sign(Claims(transaction, iss: issuer ?? "-"), null));

    [Theory]
    [InlineData("\"orders-worker1\"")]
    [InlineData("[\"orders-worker\",\"other\"]")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task R271_The_audience_is_this_client(string? audience) =>
        await AssertRefusedAsync(OAuthFault.JwtAudience, transaction => _rig.Key.Sign(Claims(transaction, aud: audience ?? "-"), null));

    [Theory]
    [InlineData("-360")]
    [InlineData("-60")]
    [InlineData("\"60\"")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task R271_The_end_is_required_and_not_over(string? end) =>
        await AssertRefusedAsync(OAuthFault.JwtTime, transaction => _rig.Key.Sign(Claims(transaction, exp: end is null ? "-" : int.TryParse(end, out var offset) ? $"{_rig.Now + offset}" : end), null));

    [Fact]
    public async Task R271_The_signature_is_that_of_the_server()
    {
        using var other = TestKey.Create("ES256");
        using var rsa = TestKey.Create("RS256");

        await AssertRefusedAsync(OAuthFault.JwtSignature, transaction => other.Sign(Claims(transaction), null));
        await AssertRefusedAsync(OAuthFault.JwtSignature, transaction => Flip(Sign(transaction)));
        await AssertRefusedAsync(OAuthFault.JwtAlgorithm, transaction => rsa.Sign(Claims(transaction), null));
        await AssertRefusedAsync(OAuthFault.JwtAlgorithm, transaction => _rig.Key.Sign(Claims(transaction), header: """{"alg":"none"}"""));
        await AssertRefusedAsync(OAuthFault.JwtMalformed, transaction => Sign(transaction)[..Sign(transaction).LastIndexOf('.')] + ".");
        await AssertRefusedAsync(OAuthFault.JwtType, transaction => _rig.Key.Sign(Claims(transaction), "at+jwt"));
        await AssertRefusedAsync(OAuthFault.JwtMalformed, _ => "x");
    }

    [Theory]
    [InlineData("&code=evil")]
    [InlineData("&state=evil")]
    [InlineData("&error=access_denied")]
    [InlineData("&iss=https%3A%2F%2Flogin.example.com")]
    [InlineData("&access_token=evil")]
    [InlineData("&code=")]
    public async Task R272_What_stands_beside_the_jwt_is_refused(string more)
    {
        var transaction = await _rig.BeginAsync(Request());

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseMode, transaction, AuthorizationCallback.FromQuery($"response={Sign(transaction)}{more}"));
    }

    [Fact]
    public async Task R272_Unknown_parameters_beside_the_jwt_are_passed_over()
    {
        var transaction = await _rig.BeginAsync(Request());

        await _rig.CompleteAsync(transaction, AuthorizationCallback.FromQuery($"response={Sign(transaction)}&session_state=x"));
    }

    [Fact]
    public async Task R273_State_and_error_inside_are_checked_as_outside()
    {
        await AssertRefusedAsync(OAuthFault.AuthorizationResponseState, transaction => _rig.Key.Sign(Claims(transaction, parameters: "\"code\":\"x\",\"state\":\"other\""), null));
        await AssertRefusedAsync(OAuthFault.AuthorizationResponseState, transaction => _rig.Key.Sign(Claims(transaction, parameters: "\"code\":\"x\""), null));
        await AssertRefusedAsync(OAuthFault.AuthorizationCallbackMalformed, transaction => _rig.Key.Sign(Claims(transaction, parameters: $"\"code\":7,\"state\":\"{transaction.State}\""), null));
        await AssertRefusedAsync(OAuthFault.AuthorizationResponseToken, transaction => _rig.Key.Sign(Claims(transaction, parameters: $"\"code\":\"x\",\"access_token\":\"y\",\"expires_in\":60,\"state\":\"{transaction.State}\""), null));
        var e = await AssertRefusedAsync(OAuthFault.ServerError, transaction => _rig.Key.Sign(Claims(transaction, parameters: $"\"error\":\"login_required\",\"state\":\"{transaction.State}\""), null));
        Assert.Equal("login_required", Assert.IsType<OAuthServerException>(e).Error);
    }

    [Fact]
    public async Task R273_R070_A_claim_stands_once() =>
        await AssertRefusedAsync(OAuthFault.JwtMalformed, transaction => _rig.Key.Sign(Claims(transaction, parameters: $"\"code\":\"x\",\"code\":\"y\",\"state\":\"{transaction.State}\""), null));

    [Fact]
    public async Task R079_A_signed_response_is_processed_once()
    {
        var transaction = await _rig.BeginAsync(Request());
        await _rig.CompleteAsync(transaction, AuthorizationCallback.FromQuery($"response={Sign(transaction)}"));

        // The keys have to be fetched anew by now, and aren't.
        _rig.Server.Clock.Advance(TimeSpan.FromMinutes(6));
        _rig.Server.Answers["/jwks"] = _ => throw new InvalidOperationException("The keys were fetched.");
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionUsed, transaction, AuthorizationCallback.FromQuery($"response={Sign(transaction)}"));
    }

    [Fact]
    public async Task R078_A_plain_response_is_refused_where_a_signed_one_was_asked_for_and_the_other_way_around()
    {
        var signed = await _rig.BeginAsync(Request());
        var plain = await _rig.BeginAsync();

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseMode, signed, AuthorizationRig.Answer(signed));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseMode, signed, AuthorizationCallback.FromQuery($"error=access_denied&state={signed.State}"));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseMode, plain, AuthorizationCallback.FromQuery($"response={Sign(plain)}"));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationResponseMode, plain, AuthorizationRig.Answer(plain, $"&response={Sign(plain)}"));
        Assert.Empty(_rig.Server.RequestsTo("/jwks"));
    }

    [Fact]
    public async Task R274_The_algorithm_is_RS256_where_nothing_else_is_registered()
    {
        using var rsa = TestKey.Create("RS256", "rsa");
        _rig.MoreKeys.Add(rsa.Jwk());
        _rig.AuthorizationResponses = null;

        var transaction = await _rig.BeginAsync(Request());
        await _rig.CompleteAsync(transaction, AuthorizationCallback.FromQuery($"response={rsa.Sign(Claims(transaction), "JWT")}"));

        await AssertRefusedAsync(OAuthFault.JwtAlgorithm, Sign);
    }

    [Fact]
    public async Task R274_Hmac_is_for_clients_with_a_secret()
    {
        const string Secret = "0123456789abcdef0123456789abcdef-c4narY";
        _rig.AuthorizationResponses = new() { SigningAlgorithm = JwsAlgorithms.HS256 };
        using var confidential = _rig.Create(ClientAuthentication.ClientSecretBasic(The.ClientId, Secret));
        string Hmac(AuthorizationTransaction transaction)
        {
            var input = $"{TestKey.Text("""{"alg":"HS256"}"""u8.ToArray())}.{TestKey.Text(System.Text.Encoding.UTF8.GetBytes(Claims(transaction)))}";
            return $"{input}.{TestKey.Text(HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Secret), System.Text.Encoding.UTF8.GetBytes(input)))}";
        }

        Assert.Throws<ArgumentException>(() => _rig.Create(ClientAuthentication.None(The.ClientId)));
        var transaction = (await confidential.StartAuthorizationAsync(Request(), TestContext.Current.CancellationToken)).Transaction;
        await confidential.CompleteAuthorizationAsync(transaction, AuthorizationCallback.FromQuery($"response={Hmac(transaction)}"), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task R275_An_encrypted_response_is_decrypted_and_then_verified()
    {
        using var rsa = RSA.Create(2048);
        using var key = DecryptionKey.FromRsaPem(rsa.ExportPkcs8PrivateKeyPem(), "d1");
        var encryptionKey = EncryptionKey.FromRsaPem(rsa.ExportSubjectPublicKeyInfoPem(), "d1");
        _rig.AuthorizationResponses = new() { SigningAlgorithm = JwsAlgorithms.ES256, DecryptionKeys = [key] };
        string Encrypt(string jwt) => JweEncrypter.Encrypt(jwt, encryptionKey, JweAlgorithms.RsaOaep256, ContentEncryption.Find(JweAlgorithms.A128CbcHS256)!);

        var start = await _rig.StartAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = "openid", ResponseType = ResponseTypes.IdToken, ResponseMode = ResponseModes.QueryJwt });
        Assert.Equal("query.jwt", Assert.Single(AuthorizationRig.Query(start.Url)["response_mode"]));
        var transaction = await _rig.BeginAsync(Request());
        var callback = AuthorizationCallback.FromQuery($"response={Encrypt(Sign(transaction))}");
        Assert.Null(callback.State);
        await _rig.CompleteAsync(transaction, callback);

        using var other = TestKey.Create("ES256");
        await AssertRefusedAsync(OAuthFault.JwtSignature, next => Encrypt(other.Sign(Claims(next), null)));
        await AssertRefusedAsync(OAuthFault.JwtEncryption, Sign);
        await AssertRefusedAsync(OAuthFault.JwtDecryption, next => Flip(Encrypt(Sign(next))));
    }

    [Fact]
    public async Task R275_An_encrypted_response_without_a_key_is_refused()
    {
        using var rsa = RSA.Create(2048);
        var key = EncryptionKey.FromRsaPem(rsa.ExportSubjectPublicKeyInfoPem());

        await AssertRefusedAsync(OAuthFault.JwtEncryption, transaction => JweEncrypter.Encrypt(Sign(transaction), key, JweAlgorithms.RsaOaep, ContentEncryption.Find(JweAlgorithms.A256Gcm)!));
    }

    private static AuthorizationRequest Request(string mode = ResponseModes.Jwt) => new() { RedirectUri = AuthorizationRig.Callback, ResponseMode = mode };

    private static string Flip(string jwt) => jwt[..^10] + (jwt[^10] == 'A' ? 'B' : 'A') + jwt[^9..];

    // A dash leaves the claim out.
    private string Claims(AuthorizationTransaction transaction, string iss = "\"https://login.example.com\"", string aud = "\"orders-worker\"", string? exp = null, string? parameters = null)
    {
        string[] claims =
        [
            iss == "-" ? "" : $"\"iss\":{iss}",
            aud == "-" ? "" : $"\"aud\":{aud}",
            exp == "-" ? "" : $"\"exp\":{exp ?? $"{_rig.Now + 600}"}",
            parameters ?? $"\"code\":\"{AuthorizationRig.Code}\",\"state\":\"{transaction.State}\"",
        ];
        return $"{{{string.Join(',', claims.Where(claim => claim.Length > 0))}}}";
    }

    private string Sign(AuthorizationTransaction transaction) => _rig.Key.Sign(Claims(transaction), null);

    private async Task<OAuthException> AssertRefusedAsync(string code, Func<AuthorizationTransaction, string> sign)
    {
        var transaction = await _rig.BeginAsync(Request());
        return await _rig.AssertRefusedAsync(code, transaction, AuthorizationCallback.FromQuery($"response={sign(transaction)}"));
    }
}
