namespace OAuthKit;

public sealed class SubjectTokenTests
{
    private const string Urn = "urn:ietf:params:oauth:token-type:";

    private static TokenSet Tokens { get; } = new(AccessToken.Parse(The.Token(1)), new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero))
    {
        RefreshToken = RefreshToken.Parse("refresh-c4narY"),
        EncodedIdToken = EncodedIdToken.Parse("id.c4narY.x"),
    };

    [Fact]
    public void A_text_is_an_access_token_unless_it_is_said_to_be_another()
    {
        Assert.Equal(Urn + "access_token", SubjectToken.Parse("a").Type);
        Assert.Equal(Urn + "jwt", SubjectToken.Parse("a", "jwt").Type);
        Assert.Equal("urn:example:badge", ActorToken.Parse("a", "urn:example:badge").Type);
        Assert.Equal("a", ActorToken.Parse("a", "urn:example:badge").Reveal());
    }

    [Fact]
    public void Tokens_of_OAuthKit_know_their_type_and_their_end()
    {
        Assert.Equal((The.Token(1), Urn + "access_token", (DateTimeOffset?)null), Read(SubjectToken.From(Tokens.AccessToken)));
        Assert.Equal((The.Token(1), Urn + "access_token", Tokens.ExpiresAt), Read(SubjectToken.From(Tokens)));
        Assert.Equal((The.Token(1), Urn + "jwt", Tokens.ExpiresAt), Read(SubjectToken.From(Tokens, "jwt")));
        Assert.Equal(("refresh-c4narY", Urn + "refresh_token", null), Read(SubjectToken.From(Tokens, "refresh_token")));
        Assert.Equal(("id.c4narY.x", Urn + "id_token", null), Read(ActorToken.From(Tokens, "id_token")));
    }

    [Fact]
    public void An_ID_token_that_was_validated_tells_its_end()
    {
        using var claims = System.Text.Json.JsonDocument.Parse("""{"iss":"https://login.test","sub":"alice","exp":1893456000}""");
        var token = new IdToken(EncodedIdToken.Parse("id.c4narY.x"), claims.RootElement.Clone());

        Assert.Equal(("id.c4narY.x", Urn + "id_token", DateTimeOffset.FromUnixTimeSeconds(1893456000)), Read(SubjectToken.From(token)));
    }

    [Fact]
    public void A_type_that_is_none_or_of_another_token_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SubjectToken.Parse("a", "nonsense"));
        Assert.Throws<ArgumentException>(() => SubjectToken.From(Tokens.AccessToken, "id_token"));
        Assert.Throws<ArgumentException>(() => SubjectToken.From(new TokenSet(Tokens.AccessToken), "refresh_token"));
        Assert.Throws<FormatException>(() => SubjectToken.Parse("a b", "jwt"));
        Assert.Throws<FormatException>(() => ActorToken.Parse(""));
    }

    [Fact]
    public void Tokens_are_equal_by_text_and_type()
    {
        Assert.Equal(SubjectToken.Parse("a"), SubjectToken.Parse("a", "access_token"));
        Assert.NotEqual(SubjectToken.Parse("a"), SubjectToken.Parse("a", "jwt"));
        Assert.False(SubjectToken.Parse("a").Equals(ActorToken.Parse("a")));
    }

    private static (string, string, DateTimeOffset?) Read(PartyToken token) => (token.Reveal(), token.Type, token.ExpiresAt);
}
