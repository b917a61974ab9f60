using System.Text.Json;
using CsCheck;

namespace OAuthKit;

public sealed class KeptTokensPropertyTests
{
    private static readonly HurriedClock _clock = new();

    private static string Full { get; } = new TokenSet(AccessToken.Parse(The.Token(1)), _clock.GetUtcNow().AddHours(1), _clock)
    {
        Scope = The.Scope,
        RefreshToken = RefreshToken.Parse("r-" + The.Canary),
        EncodedIdToken = EncodedIdToken.Parse($"a.{The.Canary}.b"),
        Issuer = The.Issuer,
        IssuedTokenType = "urn:x",
        OtherMembers = new Dictionary<string, JsonElement> { ["x"] = JsonElement.Parse("{\"y\":[1,\"z\"]}") },
    }.ToJson();

    private static string Small { get; } = new TokenSet(AccessToken.Parse(The.Token(1)), null, _clock).ToJson();

    [Fact]
    public Task Whatever_text_is_given_as_kept_tokens_is_tokens_or_a_format_error() =>
        Property.HoldsAsync(Malformed.Json(Full, Full, Small), text => AssertSound(TokenSet.FromJson(text, _clock)), Endings.IsFormat);

    [Fact]
    public Task Whatever_bytes_come_out_of_the_protection_are_tokens_or_a_format_error() =>
        Property.HoldsAsync(
            Gen.Frequency((3, Malformed.JsonBytes(Full, Small)), (1, Malformed.Bytes(Full))),
            bytes => AssertSound(TokenSet.FromProtected(bytes, data => [.. data], _clock)),
            Endings.IsFormat);

    private static void AssertSound(TokenSet tokens)
    {
        Assert.True(AccessToken.TryParse(tokens.AccessToken.Reveal(), out _));
        Assert.True(tokens.TokenType is "Bearer" or "DPoP" or "N_A");
        Assert.True(tokens.ExpiresIn is null || tokens.ExpiresIn >= TimeSpan.Zero);
        Assert.Equal(tokens.ExpiresAt is not null && tokens.ExpiresAt <= _clock.GetUtcNow(), tokens.IsExpired());
        Assert.False(CanaryWatch.Holds($"{tokens}"));
        var json = tokens.ToJson();
        Assert.Equal(json, TokenSet.FromJson(json, _clock).ToJson());
    }
}
