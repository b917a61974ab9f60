using System.Text.Json;

namespace OAuthKit;

public sealed class LogoutTokenPropertyTests : IDisposable
{
    private static readonly SignedSamples _samples = new(
        HmacJwt.Sign,
        [
            new("alg", "\"HS256\"", "\"HS512\"", IsRequired: true),
            new("typ", "\"logout+jwt\"", "\"JWT\"", IsRequired: true),
            new("kid", "\"whatever\""),
        ],
        [
            new("iss", $"\"{The.Issuer}\"", $"\"{The.Issuer}/\"", IsRequired: true),
            new("aud", $"\"{The.ClientId}\"", "\"other\"", IsRequired: true),
            new("iat", "1767225600", "1767224939", IsRequired: true),
            new("exp", "1767225720", "1767225540", IsRequired: true),
            new("nbf", "1767225600", "1767225661"),
            new("jti", "\"j\"", "\"\"", IsRequired: true),
            new("sub", $"\"{The.Canary}\""),
            new("sid", "\"session\""),
            new("events", "{\"http://schemas.openid.net/event/backchannel-logout\":{}}", "{\"http://schemas.openid.net/event/backchannel-logout\":1}", IsRequired: true),
            new("trace_id", "\"t\"", IsTyped: false),
        ])
    {
        Forbidden = ["\"nonce\":\"n\"", "\"nonce\":null", "\"nonce\":{}"],
    };

    private readonly HurriedClock _clock = new();
    private readonly AuthorizationServer _server;
    private readonly OAuthClient _client;

    public LogoutTokenPropertyTests()
    {
        var options = new BackchannelOptions { Handler = new StubHandler(_ => throw new InvalidOperationException("Something was asked for.")), TimeProvider = _clock };
        _server = new AuthorizationServer(The.Issuer, options);
        _client = new OAuthClient(_server, HmacJwt.Client, options) { IdTokens = new IdTokenOptions { SigningAlgorithm = "HS256" } };
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public Task Whatever_is_given_as_a_logout_token_is_what_was_signed_or_a_typed_error() =>
        Property.HoldsAsync(_samples.Some, sample => sample.ReadAsync(ReadAsync));

    private async Task<Func<string, JsonElement?>?> ReadAsync(string text)
    {
        var validator = new LogoutTokenValidator(_client);

        var token = await validator.ValidateAsync(text, TestContext.Current.CancellationToken);

        Assert.Equal(The.Issuer, token.Issuer);
        Assert.NotEmpty(token.TokenId);
        Assert.NotEmpty(token.Subject + token.SessionId);
        Assert.False(CanaryWatch.Holds($"{token}"));
        // And once only.
        var again = await Endings.OfAsync(() => validator.ValidateAsync(text, TestContext.Current.CancellationToken));
        Assert.Equal(OAuthFault.LogoutTokenReplayed, Assert.IsType<OAuthException>(again).Code);
        return name => token.TryGetClaim(name, out var value) ? value : null;
    }
}
