using System.Text.Json;

namespace OAuthKit;

public sealed class JwtAccessTokenPropertyTests : IDisposable
{
    private const string Audience = "https://api.example.com";

    private static readonly TestKey _key = TestKey.Create("ES256");

    private static readonly SignedSamples _samples = new(
        (header, claims) => _key.Sign(claims, header: header),
        [
            new("alg", "\"ES256\"", "\"ES384\"", IsRequired: true),
            new("typ", "\"at+jwt\"", "\"JWT\"", IsRequired: true),
            new("kid", "\"k1\"", "\"k2\""),
        ],
        [
            new("iss", $"\"{The.Issuer}\"", "\"https://LOGIN.example.com\"", IsRequired: true),
            new("aud", $"[\"{Audience}\",\"other\"]", $"\"{Audience}/\"", IsRequired: true),
            new("sub", $"\"{The.Canary}\"", "\"\"", IsRequired: true),
            new("client_id", $"\"{The.ClientId}\"", "\"\"", IsRequired: true),
            new("jti", "\"j\"", "\"\"", IsRequired: true),
            new("exp", "1767225900", "1767225540", IsRequired: true),
            new("iat", "1767225600", "1767225661", IsRequired: true),
            new("nbf", "1767225600", "1767225661"),
            new("scope", "\"a b\""),
            new("auth_time", "1767225600"),
            new("acr", "\"loa\""),
            new("cnf", "{\"jkt\":\"x\"}", "{\"jkt\":\"y\"}", IsRequired: true),
            new("roles", "[\"r\"]", IsTyped: false),
        ]);

    private static readonly SenderProof _proof = new() { KeyThumbprint = "x" };

    private readonly AuthorizationServer _server;
    private readonly JwtAccessTokenValidator _validator;

    public JwtAccessTokenPropertyTests()
    {
        var options = new BackchannelOptions { Handler = new StubHandler(_ => throw new InvalidOperationException("Something was asked for.")), TimeProvider = new HurriedClock() };
        _server = new AuthorizationServer(The.Issuer, options) { Jwks = _key.Set() };
        _validator = new JwtAccessTokenValidator(_server, Audience, new JwtAccessTokenOptions { SigningAlgorithm = "ES256" });
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public Task Whatever_is_given_as_an_access_token_is_what_was_signed_or_a_typed_error() =>
        Property.HoldsAsync(_samples.Some, sample => sample.ReadAsync(ReadAsync), (_, e) => e is RefusedException || Property.IsOfProtocol(e));

    private async Task<Func<string, JsonElement?>?> ReadAsync(string text)
    {
        if (!AccessToken.TryParse(text, out var encoded))
        {
            throw new RefusedException();
        }

        var token = await _validator.ValidateAsync(encoded, _proof, TestContext.Current.CancellationToken);

        Assert.Equal(The.Issuer, token.Issuer);
        Assert.Contains(Audience, token.Audience);
        Assert.NotEmpty(token.Subject);
        Assert.NotEmpty(token.ClientId);
        Assert.NotEmpty(token.TokenId);
        Assert.All(token.Scopes, scope => Assert.True(token.HasScope(scope)));
        Assert.Equal("x", token.Confirmation?.GetProperty("jkt").GetString());
        Assert.False(CanaryWatch.Holds($"{token}"));
        return name => token.TryGetClaim(name, out var value) ? value : null;
    }
}
