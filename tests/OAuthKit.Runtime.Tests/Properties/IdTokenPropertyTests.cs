using System.Text.Json;

namespace OAuthKit;

public sealed class IdTokenPropertyTests : IDisposable
{
    private const string Subject = "248289761001";
    private const string Nonce = "nonce-" + The.Canary;

    private static readonly TestKey _key = TestKey.Create("ES256");
    private static readonly AccessToken _token = AccessToken.Parse(The.Token(1));
    private static readonly AuthorizationCode _code = AuthorizationCode.Parse(The.Canary);

    private static readonly IdTokenExpectations _expected = new()
    {
        Nonce = Nonce,
        MaxAge = TimeSpan.FromHours(1),
        AcrValues = ["loa2", "loa3"],
        IsFrontChannel = true,
        AccessToken = _token,
        Code = _code,
        State = "state",
    };

    private static readonly SignedSamples _samples = new(
        (header, claims) => _key.Sign(claims, header: header),
        [
            new("alg", "\"ES256\"", "\"RS256\"", IsRequired: true),
            new("kid", "\"k1\"", "\"k2\""),
            new("typ", "\"JWT\"", "\"at+jwt\""),
        ],
        [
            new("iss", $"\"{The.Issuer}\"", $"\"{The.Issuer}/\"", IsRequired: true),
            new("sub", $"\"{Subject}\"", "\"\"", IsRequired: true),
            new("aud", $"[\"{The.ClientId}\"]", "[\"other\"]", IsRequired: true),
            new("azp", $"\"{The.ClientId}\"", "\"other\""),
            new("exp", "1767225900", "1767225540", IsRequired: true),
            new("nbf", "1767225600.5", "1767225661"),
            new("iat", "1767225600", "1767225661", IsRequired: true),
            new("auth_time", "1767222600", "1767221000", IsRequired: true),
            new("nonce", $"\"{Nonce}\"", "\"other\"", IsRequired: true),
            new("acr", "\"loa2\"", "\"loa1\"", IsRequired: true),
            new("at_hash", $"\"{TokenHash.Compute("ES256", The.Token(1))}\"", "\"other\"", IsRequired: true),
            new("c_hash", $"\"{TokenHash.Compute("ES256", The.Canary)}\"", "\"other\"", IsRequired: true),
            new("s_hash", $"\"{TokenHash.Compute("ES256", "state")}\"", "\"other\""),
            new("jti", "\"j\""),
            new("email", $"\"{The.Canary}@example.com\"", IsTyped: false),
            new("amr", "[\"pwd\"]", IsTyped: false),
            new("address", "{\"a\":[1]}", IsTyped: false),
        ]);

    private readonly HurriedClock _clock = new();
    private readonly AuthorizationServer _server;
    private readonly OAuthClient _client;

    public IdTokenPropertyTests()
    {
        var options = new BackchannelOptions { Handler = new StubHandler(_ => throw new InvalidOperationException("Something was asked for.")), TimeProvider = _clock };
        _server = new AuthorizationServer(The.Issuer, options) { Jwks = _key.Set() };
        _client = new OAuthClient(_server, The.Basic, options) { IdTokens = new IdTokenOptions { SigningAlgorithm = "ES256" } };
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public Task Whatever_is_given_as_an_ID_token_is_what_was_signed_or_a_typed_error() =>
        Property.HoldsAsync(_samples.Some, sample => sample.ReadAsync(ReadAsync), (_, e) => e is RefusedException || Property.IsOfProtocol(e));

    private async Task<Func<string, JsonElement?>?> ReadAsync(string text)
    {
        if (!EncodedIdToken.TryParse(text, out var encoded))
        {
            throw new RefusedException();
        }

        var token = await _client.ValidateIdTokenAsync(encoded, _expected, TestContext.Current.CancellationToken);

        Assert.Equal(The.Issuer, token.Issuer);
        Assert.Contains(The.ClientId, token.Audience);
        Assert.NotEmpty(token.Subject);
        Assert.Equal(Nonce, token.Nonce);
        Assert.InRange(token.ExpiresAt, _clock.GetUtcNow().AddSeconds(-59), DateTimeOffset.MaxValue);
        Assert.InRange(token.IssuedAt, _clock.GetUtcNow().AddMinutes(-61), _clock.GetUtcNow().AddMinutes(1));
        Assert.Equal(text, token.Encoded.Reveal());
        Assert.False(CanaryWatch.Holds($"{token}"));
        return name => token.TryGetClaim(name, out var value) ? value : null;
    }
}
