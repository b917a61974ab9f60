using System.Text.Json;
using CsCheck;

namespace OAuthKit;

public sealed class UserInfoJwtPropertyTests : IDisposable
{
    private const string Subject = "248289761001";
    private const string Type = "application/jwt";

    private static readonly TestKey _key = TestKey.Create("ES256");
    private static readonly AccessToken _token = AccessToken.Parse(The.Token(1));

    private static readonly SignedSamples _samples = new(
        (header, claims) => _key.Sign(claims, header: header),
        [
            new("alg", "\"ES256\"", "\"none\"", IsRequired: true),
            new("kid", "\"k1\"", "\"k2\""),
            new("typ", "\"JWT\"", "\"logout+jwt\""),
        ],
        [
            new("iss", $"\"{The.Issuer}\"", "\"https://evil.example\"", IsRequired: true),
            new("aud", $"[\"other\",\"{The.ClientId}\"]", "[\"other\"]", IsRequired: true),
            new("sub", $"\"{Subject}\"", $"\"{Subject}0\"", IsRequired: true),
            new("exp", "1767225900", "1767225540"),
            new("nbf", "1767225600", "1767225661"),
            new("iat", "1767225600"),
            new("jti", "\"j\""),
            new("email", $"\"{The.Canary}@example.com\"", IsTyped: false),
            new("email_verified", "true", IsTyped: false),
            new("address", "{\"a\":[1,{\"b\":null}]}", IsTyped: false),
        ]);

    private readonly AnsweringServer _answers = new();
    private readonly AuthorizationServer _server;
    private readonly OAuthClient _client;

    public UserInfoJwtPropertyTests()
    {
        _server = new AuthorizationServer(The.Issuer, _answers.Options) { Endpoints = new ServerEndpoints { UserInfo = AnsweringServer.Endpoints.UserInfo }, Jwks = _key.Set() };
        _client = new OAuthClient(_server, The.Basic, _answers.Options) { UserInfoResponses = new JwtResponseOptions { SigningAlgorithm = "ES256" } };
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public Task Whatever_is_answered_in_place_of_signed_UserInfo_is_what_was_signed_or_a_typed_error() =>
        Property.HoldsAsync(_samples.Some, sample => sample.ReadAsync(text => ReadAsync(new Answer(text) { Types = [Type] })));

    [Fact]
    public Task Whatever_way_signed_UserInfo_comes_it_is_what_was_signed_or_a_typed_error() =>
        Property.HoldsAsync(Malformed.Bodies(new Answer(_samples.Text) { Types = [Type] }), ReadAsync, Endings.IsTyped);

    private async Task<Func<string, JsonElement?>?> ReadAsync(Answer answer)
    {
        _answers.Answer(answer);

        var claims = await _client.GetUserInfoAsync(_token, Subject, TestContext.Current.CancellationToken);

        Assert.Equal(1, _answers.Requests);
        Assert.Equal(Subject, claims.Subject);
        Assert.False(CanaryWatch.Holds($"{claims}"));
        return name => claims.TryGetClaim(name, out var value) ? value : null;
    }
}
