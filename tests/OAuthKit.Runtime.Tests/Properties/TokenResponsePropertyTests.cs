namespace OAuthKit;

public sealed class TokenResponsePropertyTests
{
    // Secrets stand in front of what a message may quote, so that a cut doesn't make the one the other.
    private const string Full =
        $$"""{"access_token":"token-{{The.Canary}}","refresh_token":"r-{{The.Canary}}","id_token":"a.{{The.Canary}}.b","expires_in":3600,"scope":"a b","issued_token_type":"urn:ietf:params:oauth:token-type:access_token","x":{"y":[1,"z"]},"token_type":"Bearer"}""";

    private static readonly TimeSpan _longest = TimeSpan.FromDays(3650);

    private readonly AnsweringServer _server = new();

    [Fact]
    public async Task Whatever_a_token_endpoint_answers_are_tokens_or_a_typed_error()
    {
        using var client = _server.Client();
        var good = new Answer(Full);
        var small = new Answer($$"""{"access_token":"token-{{The.Canary}}","token_type":"bearer"}""");

        await Property.HoldsAsync(Malformed.Answers(good, good, small), async answer => AssertSound(await RequestAsync(client, The.Grant, answer)), Endings.IsTyped);
    }

    [Fact]
    public async Task Whatever_answers_an_exchange_are_tokens_or_a_typed_error()
    {
        using var client = _server.Client();
        var grant = new TokenExchangeGrant(ExchangeToken.From(AccessToken.Parse(The.Token(2)))) { Scope = The.Scope };
        // ID tokens have rules of their own.
        var full = Full.Replace($"\"id_token\":\"a.{The.Canary}.b\",", "", StringComparison.Ordinal);
        var none = full.Replace("Bearer", "N_A", StringComparison.Ordinal);

        await Property.HoldsAsync(
            Malformed.Answers(new Answer(full), new Answer(none)),
            async answer =>
            {
                var tokens = await RequestAsync(client, grant, answer);
                AssertSound(tokens);
                Assert.False(string.IsNullOrEmpty(tokens.IssuedTokenType));
            },
            Endings.IsTyped);
    }

    [Fact]
    public async Task Whatever_error_a_token_endpoint_answers_is_a_typed_error()
    {
        using var client = _server.Client();
        var refusal = new Answer("""{"error":"invalid_grant","error_description":"It is over.","error_uri":"https://login.example.com/errors#1"}""") { Status = 400 };
        var busy = new Answer("""{"error":"temporarily_unavailable"}""") { Status = 503, Headers = ["Retry-After: 5"] };
        var read = 0;

        await Property.HoldsAsync(
            Malformed.Answers(refusal, refusal, busy),
            async answer =>
            {
                var started = _server.Clock.GetUtcNow();
                var e = await Endings.OfAsync(() => RequestAsync(client, The.Grant, answer));
                Assert.True(Endings.IsTyped(answer, e));
                AssertSound(e as OAuthException, started);
                // What the server said is the one outcome, that it said nothing usable the other.
                read += e is OAuthServerException ? 1 : 0;
                if (e is not OAuthServerException)
                {
                    throw e;
                }
            },
            Endings.IsTyped);
        Assert.NotEqual(0, read);
    }

    private static void AssertSound(OAuthException? e, DateTimeOffset started)
    {
        if (e?.RetryAt is { } at)
        {
            Assert.InRange(at, started, started + TimeSpan.FromMinutes(10));
        }

        if (e is OAuthServerException server)
        {
            Assert.InRange(server.Error.Length, 1, 512);
            Assert.InRange(server.ErrorDescription?.Length ?? 0, 0, 512);
            Assert.InRange(server.ErrorUri?.Length ?? 0, 0, 512);
            Assert.False(Secret.HasControl(server.Message));
        }
    }

    private void AssertSound(TokenSet tokens)
    {
        var now = _server.Clock.GetUtcNow();
        Assert.Equal(1, _server.Requests);
        Assert.Null(_server.Logs.Seen);
        Assert.NotEmpty(tokens.AccessToken.Reveal());
        Assert.True(AccessToken.TryParse(tokens.AccessToken.Reveal(), out _));
        Assert.True(tokens.TokenType is "Bearer" or "N_A");
        Assert.InRange(tokens.ExpiresAt ?? now, now, now + _longest);
        Assert.InRange(tokens.ExpiresIn ?? TimeSpan.Zero, TimeSpan.Zero, _longest);
        Assert.NotNull(tokens.Scope);
        Assert.Equal(The.Issuer, tokens.Issuer);
        Assert.DoesNotContain("access_token", tokens.OtherMembers.Keys);
        Assert.False(CanaryWatch.Holds(tokens.ToString()));
        // What was taken can be kept, and is the same afterwards.
        var json = tokens.ToJson();
        Assert.Equal(json, TokenSet.FromJson(json, _server.Clock).ToJson());
    }

    private Task<TokenSet> RequestAsync(OAuthClient client, TokenGrant grant, Answer answer)
    {
        _server.Answer(answer);
        return client.RequestTokenAsync(grant, TestContext.Current.CancellationToken);
    }
}
