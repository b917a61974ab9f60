using System.Text;

namespace OAuthKit;

public sealed class DpopKeptTokensTests : IDisposable
{
    private readonly DpopKey _key = DpopKey.Create();

    private TokenSet Tokens => Of(_key);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void S161_Tokens_are_kept_with_the_thumbprint_of_their_key_and_read_with_the_key()
    {
        var json = Tokens.ToJson();

        var kept = TokenSet.FromJson(json, key: _key);

        Assert.Contains($"\"dpop_jkt\":\"{_key.Thumbprint}\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"d\"", json.Replace("\\u0022", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("DPoP", kept.TokenType);
        Assert.Equal($"DPoP {The.Token(1)}", kept.AccessToken.AuthorizationHeader);
        Assert.Same(_key, kept.AccessToken.Dpop!.Key);
        Assert.Equal(json, kept.ToJson());
    }

    [Fact]
    public void Tokens_without_their_key_are_not_read()
    {
        var e = Assert.Throws<OAuthException>(() => TokenSet.FromJson(Tokens.ToJson()));

        Assert.Equal(OAuthFault.DpopKeyMissing, e.Code);
        Assert.Contains(_key.Thumbprint, e.Message, StringComparison.Ordinal);
        Assert.False(CanaryWatch.Holds(e.ToString()));
    }

    [Fact]
    public void Tokens_are_not_read_with_another_key()
    {
        using var other = DpopKey.Create();

        var e = Assert.Throws<OAuthException>(() => TokenSet.FromJson(Tokens.ToJson(), key: other));

        Assert.Equal(OAuthFault.DpopKeyMissing, e.Code);
    }

    [Fact]
    public void A_bound_token_that_names_no_key_is_not_read_without_one() =>
        Assert.Equal(OAuthFault.DpopKeyMissing, Assert.Throws<OAuthException>(() => TokenSet.FromJson("""{"v":1,"access_token":"x","token_type":"DPoP"}""")).Code);

    [Fact]
    public void A_bearer_token_stays_one_whatever_key_is_given()
    {
        var json = new TokenSet(AccessToken.Parse(The.Token(1))).ToJson();

        var kept = TokenSet.FromJson(json, key: _key);

        Assert.Equal("Bearer", kept.TokenType);
        Assert.Null(kept.AccessToken.Dpop);
        Assert.DoesNotContain("dpop", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("PS256")]
    public void Under_protection_a_key_that_was_made_here_is_kept_with_its_tokens(string algorithm)
    {
        using var key = DpopKey.Create(algorithm);
        var tokens = Of(key);

        var kept = TokenSet.FromProtected(tokens.ToProtected(Turn), Turn);
        var again = TokenSet.FromProtected(kept.ToProtected(Turn), Turn);

        Assert.Equal((key.Thumbprint, algorithm), (kept.AccessToken.Dpop!.Key.Thumbprint, kept.AccessToken.Dpop.Key.Algorithm));
        Assert.Equal(key.Thumbprint, again.AccessToken.Dpop!.Key.Thumbprint);
        Assert.Equal(tokens.ToJson(), again.ToJson());
    }

    [Fact]
    public void Under_protection_a_key_of_the_applications_own_is_not_kept()
    {
        using var signing = SigningKey.Generate();
        using var folder = new TempFolder();
        using var file = DpopKey.FromFile(folder.Write("dpop.json", signing.TryExportPrivateJwk()!));
        foreach (var key in (DpopKey[])[DpopKey.From(signing), file])
        {
            var kept = Of(key).ToProtected(Turn);

            Assert.DoesNotContain("dpop_key", Encoding.UTF8.GetString(Turn(kept)), StringComparison.Ordinal);
            Assert.Equal(OAuthFault.DpopKeyMissing, Assert.Throws<OAuthException>(() => TokenSet.FromProtected(kept, Turn)).Code);
            Assert.Same(key, TokenSet.FromProtected(kept, Turn, key: key).AccessToken.Dpop!.Key);
        }
    }

    [Fact]
    public void A_kept_key_that_is_none_is_damage() =>
        Assert.Throws<FormatException>(() => TokenSet.FromJson("""{"v":1,"access_token":"x","token_type":"DPoP","dpop_key":"{}"}"""));

    private static TokenSet Of(DpopKey key) => new(AccessToken.ParseDpop(The.Token(1), key)) { RefreshToken = RefreshToken.Parse(The.Canary) };

    private static byte[] Turn(byte[] bytes) => [.. bytes.Select(one => (byte)(one ^ 0x5A))];
}
