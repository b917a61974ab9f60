using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

public sealed class TokenSetTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void R314_Its_text_tells_what_came_and_no_token()
    {
        Assert.Equal("Bearer token, scope \"orders.read\", expires 2026-01-01 01:00:00Z, with a refresh token and an ID token", Full().ToString());
        Assert.Equal("Bearer token, scope \"\", no known expiry", new TokenSet(AccessToken.Parse(The.Token(1))).ToString());
    }

    [Fact]
    public void R314_Its_text_is_one_line_whatever_the_server_says()
    {
        var tokens = new TokenSet(AccessToken.Parse(The.Token(1))) { Scope = "a\r\nINFO all is well\u202e" };

        Assert.Equal("Bearer token, scope \"a  INFO all is well \", no known expiry", tokens.ToString());
    }

    [Fact]
    public void R314_Plain_json_is_refused_and_the_way_that_works_is_named()
    {
        var e = Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(Full()));

        Assert.Contains("ToJson", e.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<TokenSet>("{}"));
    }

    [Fact]
    public void What_ToJson_writes_FromJson_reads()
    {
        var tokens = Full();

        var read = TokenSet.FromJson(tokens.ToJson(), _clock);

        Assert.Equal(tokens.AccessToken, read.AccessToken);
        Assert.Equal(tokens.TokenType, read.TokenType);
        Assert.Equal(tokens.ExpiresAt, read.ExpiresAt);
        Assert.Equal(tokens.Scope, read.Scope);
        Assert.Equal(tokens.RefreshToken, read.RefreshToken);
        Assert.Equal(tokens.EncodedIdToken, read.EncodedIdToken);
        Assert.Equal("{\"a\":[1]}", read.OtherMembers["x"].GetRawText());
        Assert.Equal(tokens.ToJson(), read.ToJson());
        Assert.Equal(TimeSpan.FromHours(1), read.ExpiresIn);
    }

    [Fact]
    public void The_kept_form_stays_readable() => Assert.Equal(
        """{"v":1,"access_token":"token-c4narY-1","token_type":"Bearer","expires_at":"2026-01-01T01:00:00.0000000\u002B00:00","scope":"orders.read","refresh_token":"refresh-c4narY","id_token":"a.c4narY.b","other":{"x":{"a":[1]}}}""",
        Full().ToJson());

    [Theory]
    [InlineData("")]
    [InlineData("c4narY")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"v\":2}")]
    [InlineData("{\"v\":\"c4narY\"}")]
    [InlineData("{\"v\":1.5}")]
    [InlineData("{\"v\":1,\"access_token\":\"c4narY\"}")]
    [InlineData("{\"v\":1,\"access_token\":7,\"token_type\":\"Bearer\"}")]
    [InlineData("{\"v\":1,\"access_token\":\"c4narY\\n\",\"token_type\":\"Bearer\"}")]
    [InlineData("{\"v\":1,\"access_token\":\"c4narY\",\"token_type\":\"mac\"}")]
    [InlineData("{\"v\":1,\"access_token\":\"c4narY\",\"token_type\":\"Bearer\",\"expires_at\":\"c4narY\"}")]
    [InlineData("{\"v\":1,\"access_token\":\"c4narY\",\"token_type\":\"Bearer\",\"expires_at\":7}")]
    [InlineData("{\"v\":1,\"access_token\":\"c4narY\",\"token_type\":\"Bearer\",\"refresh_token\":\"c4narY\\n\"}")]
    [InlineData("{\"v\":1,\"access_token\":\"c4narY\",\"token_type\":\"Bearer\",\"refresh_token\":\"\"}")]
    [InlineData("{\"v\":1,\"access_token\":\"c4narY\",\"token_type\":\"Bearer\",\"id_token\":\"\\ud800c4narY\"}")]
    [InlineData("{\"v\":1,\"access_token\":\"c4narY\",\"token_type\":\"Bearer\",\"other\":[\"c4narY\"]}")]
    [InlineData("{\"v\":1,\"access_token\":\"c4narY\",\"access_token\":\"c4narY\",\"token_type\":\"Bearer\"}")]
    public void A_damaged_text_is_a_format_error_that_does_not_repeat_it(string json)
    {
        var e = Assert.Throws<FormatException>(() => TokenSet.FromJson(json));

        Assert.False(CanaryWatch.Holds(e.ToString()), e.ToString());
    }

    [Fact]
    public void A_leeway_of_any_size_is_heeded()
    {
        Assert.True(Full().IsExpired(TimeSpan.MaxValue));
        Assert.False(Full().IsExpired(TimeSpan.MinValue));
        Assert.False(new TokenSet(AccessToken.Parse(The.Token(1))).IsExpired(TimeSpan.MaxValue));
    }

    private TokenSet Full() => new(AccessToken.Parse(The.Token(1)), _clock.GetUtcNow().AddHours(1), _clock)
    {
        Scope = The.Scope,
        RefreshToken = RefreshToken.Parse("refresh-" + The.Canary),
        EncodedIdToken = EncodedIdToken.Parse($"a.{The.Canary}.b"),
        OtherMembers = new Dictionary<string, JsonElement> { ["x"] = JsonElement.Parse("{\"a\":[1]}") },
    };
}
