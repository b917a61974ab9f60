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

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"a\":[1e400,null,\"\\udc00x\",{\"b\":true}]}")]
    public void S161_A_member_that_nobody_can_read_is_kept_as_it_came(string value)
    {
        var tokens = new TokenSet(AccessToken.Parse(The.Token(1))) { OtherMembers = new Dictionary<string, JsonElement> { ["x"] = JsonElement.Parse(value) } };

        var read = TokenSet.FromJson(tokens.ToJson());

        Assert.Equal(value, read.OtherMembers["x"].GetRawText());
    }

    [Theory]
    [InlineData(31)]
    [InlineData(64)]
    public void S161_A_member_as_deep_as_answers_may_be_can_be_read_again(int depth)
    {
        var value = new string('[', depth) + new string(']', depth);
        var tokens = new TokenSet(AccessToken.Parse(The.Token(1))) { OtherMembers = new Dictionary<string, JsonElement> { ["x"] = JsonElement.Parse(value) } };

        var read = TokenSet.FromJson(tokens.ToJson());

        Assert.Equal(value, read.OtherMembers["x"].GetRawText());
    }

    [Fact]
    public void Bytes_that_are_no_text_are_a_format_error_wherever_they_stand()
    {
        var data = System.Text.Encoding.Latin1.GetBytes("{\"v\":1,\"access_token\":\"t\",\"token_type\":\"Bearer\",\"other\":{\"x\":{\"y\u00FF\":1}}}");

        Assert.Throws<FormatException>(() => TokenSet.FromProtected(data, bytes => [.. bytes]));
    }

    [Fact]
    public void A_leeway_of_any_size_is_heeded()
    {
        Assert.True(Full().IsExpired(TimeSpan.MaxValue));
        Assert.False(Full().IsExpired(TimeSpan.MinValue));
        Assert.False(new TokenSet(AccessToken.Parse(The.Token(1))).IsExpired(TimeSpan.MaxValue));
    }

    [Fact]
    public void S054_A_token_alone_is_a_bearer_token_that_says_nothing_else()
    {
        var tokens = new TokenSet(AccessToken.Parse(The.Token(1)));

        Assert.Equal("Bearer", tokens.TokenType);
        Assert.Null(tokens.RefreshToken);
        Assert.Null(tokens.EncodedIdToken);
        Assert.Null(tokens.Scope);
        Assert.Null(tokens.ExpiresAt);
        Assert.Null(tokens.ExpiresIn);
        Assert.False(tokens.IsExpired());
        Assert.False(tokens.OtherMembers.ContainsKey("x"));
        Assert.Equal(The.Token(1), tokens.AccessToken.Reveal());
    }

    [Fact]
    public void S055_All_of_the_tokens_can_be_read_back_from_JSON()
    {
        var kept = JsonElement.Parse(Full().ToJson());

        Assert.Equal("a.c4narY.b", kept.GetProperty("id_token").GetString());
        Assert.Equal(1, kept.GetProperty("other").GetProperty("x").GetProperty("a")[0].GetInt32());
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(TimeSpan.FromMinutes(50), TokenSet.FromJson(kept.GetRawText(), _clock).ExpiresIn);
    }

    [Fact]
    public void S057_S058_A_leeway_makes_a_token_end_earlier_and_a_negative_one_later()
    {
        var tokens = Full();
        _clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(2));
        Assert.False(tokens.IsExpired());
        Assert.True(tokens.IsExpired(TimeSpan.FromSeconds(3)));

        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.True(tokens.IsExpired());
        Assert.False(tokens.IsExpired(TimeSpan.FromSeconds(-3)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(60)]
    [InlineData(-60)]
    public void S161_Kept_tokens_are_the_same_a_year_later(int? seconds)
    {
        var tokens = new TokenSet(AccessToken.Parse(The.Token(1)), seconds is { } s ? _clock.GetUtcNow().AddSeconds(s) : null, _clock);
        var json = tokens.ToJson();
        _clock.Advance(TimeSpan.FromDays(365));

        var read = TokenSet.FromJson(json, _clock);

        Assert.Equal(tokens.ExpiresAt, read.ExpiresAt);
        Assert.Equal(tokens.AccessToken, read.AccessToken);
        Assert.Equal(seconds is not null, read.IsExpired());
    }

    [Fact]
    public void S067_An_id_token_equals_its_like_and_nothing_else()
    {
        var token = EncodedIdToken.Parse("a.c4narY.b");

        Assert.Equal(EncodedIdToken.Parse("a.c4narY.b"), token);
        Assert.NotEqual(EncodedIdToken.Parse("a.c4narY.c"), token);
        Assert.False(token.Equals((object)"a.c4narY.b"));
        Assert.False(token.Equals((object)13.37));
    }

    [Fact]
    public void S161_Issuer_and_issued_type_are_kept()
    {
        var tokens = new TokenSet(AccessToken.Parse(The.Token(1))) { Issuer = The.Issuer, IssuedTokenType = "urn:x" };

        var read = TokenSet.FromJson(tokens.ToJson());

        Assert.Equal(The.Issuer, read.Issuer);
        Assert.Equal("urn:x", read.IssuedTokenType);
    }

    [Fact]
    public void R319_A_callers_function_protects_what_is_kept()
    {
        byte[]? plain = null;
        var data = Full().ToProtected(bytes =>
        {
            plain = bytes;
            return Turned(bytes);
        });

        Assert.False(CanaryWatch.Holds(System.Text.Encoding.Latin1.GetString(data)));
        Assert.All(plain!, b => Assert.Equal(0, b));
        Assert.Equal(Full().ToJson(), TokenSet.FromProtected(data, Turned, _clock).ToJson());
        Assert.Throws<FormatException>(() => TokenSet.FromProtected(data, bytes => [.. bytes], _clock));
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => TokenSet.FromProtected(data, _ => throw new System.Security.Cryptography.CryptographicException("changed")));
        Assert.Throws<ArgumentNullException>(() => TokenSet.FromProtected(data, null!));
        Assert.Throws<ArgumentNullException>(() => TokenSet.FromProtected(null!, Turned));
        Assert.Throws<ArgumentNullException>(() => Full().ToProtected(null!));

        static byte[] Turned(byte[] bytes) => Array.ConvertAll(bytes, b => (byte)~b);
    }

    [Fact]
    public void R319_The_page_on_sources_says_that_tokens_at_rest_are_encrypted() =>
        Assert.Contains("Encrypt", Repository.Read("docs/token-sources.md"), StringComparison.Ordinal);

    private TokenSet Full() => new(AccessToken.Parse(The.Token(1)), _clock.GetUtcNow().AddHours(1), _clock)
    {
        Scope = The.Scope,
        RefreshToken = RefreshToken.Parse("refresh-" + The.Canary),
        EncodedIdToken = EncodedIdToken.Parse($"a.{The.Canary}.b"),
        OtherMembers = new Dictionary<string, JsonElement> { ["x"] = JsonElement.Parse("{\"a\":[1]}") },
    };
}
