namespace OAuthKit;

public sealed class EndpointPropertyTests
{
    private readonly AnsweringServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AccessToken Token => AccessToken.Parse(The.Token(1));

    [Fact]
    public async Task Whatever_a_UserInfo_endpoint_answers_are_claims_about_the_expected_user_or_a_typed_error()
    {
        using var client = _server.Client();
        var good = new Answer("""{"sub":"jane","name":"Jane","email":"jane@example.com","email_verified":true,"address":{"country":"NO"},"groups":["a",1]}""");
        var refusal = new Answer("") { Status = 401, Headers = ["WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"It is over.\""] };

        await Property.HoldsAsync(
            Malformed.Answers(good, good, good, refusal with { Body = "{\"x\":1}" }),
            async answer =>
            {
                _server.Answer(answer);
                var claims = await client.GetUserInfoAsync(Token, "jane", Stop);
                AssertSound();
                Assert.Equal("jane", claims.Subject);
                _ = $"{claims}{claims.Name}{claims.PreferredUsername}{claims.Email}{claims.IsEmailVerified}";
                Assert.True(claims.TryGetClaim("sub", out _));
            },
            Endings.IsTyped);
    }

    [Fact]
    public async Task Whatever_an_introspection_endpoint_answers_is_a_state_or_a_typed_error()
    {
        using var client = _server.Client();
        var own = new IntrospectionOptions { Proof = SenderProof.CheckedElsewhere };
        var active = new Answer("""{"active":true,"scope":"a b","client_id":"c","username":"u","token_type":"Bearer","exp":1767229200,"iat":1767225600,"nbf":1767225600.5,"sub":"s","aud":["a","b"],"iss":"https://login.example.com","jti":"j","cnf":{"jkt":"x"},"x":{"y":[1]}}""");

        await Property.HoldsAsync(
            Malformed.Answers(active, active, active, new Answer("""{"active":false}""")),
            async answer =>
            {
                _server.Answer(answer);
                var state = await client.IntrospectAsync(Token, own, Stop);
                AssertSound();
                AssertSound(state);
            },
            Endings.IsTyped);
    }

    [Fact]
    public async Task Whatever_a_bearer_is_answered_by_an_introspection_endpoint_is_a_state_or_a_typed_error()
    {
        using var client = _server.Client();
        var options = new IntrospectionOptions { Authorization = AccessToken.Parse(The.Token(2)) };
        var refusal = new Answer("{\"x\":1}") { Status = 403, Headers = ["WWW-Authenticate: Bearer error=\"insufficient_scope\""] };

        await Property.HoldsAsync(
            Malformed.Answers(new Answer("""{"active":true,"sub":"s","aud":"a"}"""), refusal),
            async answer =>
            {
                _server.Answer(answer);
                AssertSound(await client.IntrospectAsync(Token, options, Stop));
                AssertSound();
            },
            Endings.IsTyped);
    }

    [Fact]
    public async Task Whatever_a_revocation_endpoint_answers_is_success_or_a_typed_error()
    {
        using var client = _server.Client();
        var good = new Answer("{}") { Types = [] };
        var refusal = new Answer("""{"error":"unsupported_token_type","error_description":"No.","error_uri":"https://x"}""") { Status = 400 };

        await Property.HoldsAsync(
            Malformed.Answers(good, refusal, refusal),
            async answer =>
            {
                _server.Answer(answer);
                await client.RevokeAsync(Token, Stop);
                Assert.Equal(200, answer.Status);
                AssertSound();
            },
            Endings.IsTyped);
    }

    private static void AssertSound(Introspection state)
    {
        foreach (var time in (DateTimeOffset?[])[state.ExpiresAt, state.IssuedAt, state.NotBefore])
        {
            Assert.True(time is null || time >= DateTimeOffset.UnixEpoch);
        }

        Assert.DoesNotContain(null, state.Audience);
        Assert.False(!state.IsActive && (state.Scope ?? state.Subject ?? state.Issuer) is not null);
        _ = $"{state}{state.HasScope("a")}{state.TryGetMember("x", out _)}";
    }

    private void AssertSound()
    {
        Assert.Equal(1, _server.Requests);
        Assert.Null(_server.Logs.Seen);
    }
}
