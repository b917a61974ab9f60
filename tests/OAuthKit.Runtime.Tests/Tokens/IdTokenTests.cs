using System.Text.Json;

namespace OAuthKit;

public sealed class IdTokenTests
{
    private const string All = """
        {"iss":"https://login.example.com","sub":"s","aud":["orders-worker","other"],"azp":"orders-worker","exp":1767226200,"iat":1767225600.5,
         "auth_time":1767225000,"nonce":"n","acr":"2","amr":["pwd","otp"],"sid":"session","name":"Jane Doe","preferred_username":"j.doe",
         "email":"janedoe@example.com","email_verified":true,"address":{"country":"FR"}}
        """;

    private static DateTimeOffset Start { get; } = DateTimeOffset.FromUnixTimeSeconds(1767225600);

    [Fact]
    public void S068_Claims_are_typed()
    {
        var token = Read(All);

        Assert.Equal(The.Issuer, token.Issuer);
        Assert.Equal("s", token.Subject);
        Assert.Equal(["orders-worker", "other"], token.Audience);
        Assert.Equal("orders-worker", token.AuthorizedParty);
        Assert.Equal(Start.AddMinutes(10), token.ExpiresAt);
        Assert.Equal(Start.AddSeconds(0.5), token.IssuedAt);
        Assert.Equal(Start.AddMinutes(-10), token.AuthTime);
        Assert.Equal("n", token.Nonce);
        Assert.Equal("2", token.Acr);
        Assert.Equal(["pwd", "otp"], token.Amr);
        Assert.Equal("session", token.SessionId);
        Assert.Equal("Jane Doe", token.Name);
        Assert.Equal("j.doe", token.PreferredUsername);
        Assert.Equal("janedoe@example.com", token.Email);
        Assert.True(token.IsEmailVerified);
        Assert.True(token.TryGetClaim("address", out var address));
        Assert.Equal("FR", address.GetProperty("country").GetString());
        Assert.Equal(16, token.Claims.EnumerateObject().Count());
    }

    [Fact]
    public void What_is_absent_is_null_or_empty()
    {
        var token = Read("""{"iss":"https://login.example.com","sub":"s","aud":"orders-worker","exp":1,"iat":1}""");

        Assert.Null(token.AuthorizedParty);
        Assert.Null(token.AuthTime);
        Assert.Null(token.Nonce);
        Assert.Null(token.Acr);
        Assert.Empty(token.Amr);
        Assert.Null(token.SessionId);
        Assert.Null(token.Name);
        Assert.False(token.IsEmailVerified);
        Assert.False(token.TryGetClaim("address", out _));
    }

    [Fact]
    public void R136_A_user_is_known_by_issuer_and_subject_and_not_by_mail()
    {
        var jane = Read("""{"iss":"https://login.example.com","sub":"s","email":"jane@example.com"}""");
        var renamed = Read("""{"iss":"https://login.example.com","sub":"s","email":"jane.doe@example.com"}""");
        var elsewhere = Read("""{"iss":"https://evil.example","sub":"s","email":"jane@example.com"}""");
        var other = Read("""{"iss":"https://login.example.com","sub":"S","email":"jane@example.com"}""");

        Assert.Equal(jane.Identity, renamed.Identity);
        Assert.NotEqual(jane.Identity, elsewhere.Identity);
        Assert.NotEqual(jane.Identity, other.Identity);
        Assert.Contains("never under", Repository.Read("src/OAuthKit.Runtime/Tokens/IdToken.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void R314_An_ID_token_shows_nobody_who_it_is_about()
    {
        var token = Read(All);

        Assert.Equal("[ID token]", token.ToString());
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(token));
    }

    [Fact]
    public void S067_The_token_as_it_came_is_kept_with_its_claims()
    {
        var token = Read(All);

        Assert.Equal(EncodedIdToken.Parse("a.b.c"), token.Encoded);
        Assert.NotEqual(EncodedIdToken.Parse("a.b.d"), token.Encoded);
    }

    private static IdToken Read(string claims) => new(EncodedIdToken.Parse("a.b.c"), JsonElement.Parse(claims));
}
