using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit;

public sealed class GoogleServiceAccountTests
{
    private static readonly RSA _rsa = RSA.Create(2048);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal static string Json(Action<JsonObject>? change = null)
    {
        var key = new JsonObject
        {
            ["type"] = "service_account",
            ["project_id"] = "shop",
            ["private_key_id"] = "k1",
            ["private_key"] = _rsa.ExportPkcs8PrivateKeyPem(),
            ["client_email"] = "orders@shop.iam.gserviceaccount.com",
            ["token_uri"] = "https://oauth2.googleapis.com/token",
        };
        change?.Invoke(key);
        return key.ToJsonString();
    }

    [Fact]
    public async Task A_token_is_asked_for_by_a_JWT_and_nothing_else()
    {
        var server = new FakeServer();
        var account = GoogleServiceAccount.Parse(Json());
        using var client = account.CreateClient(server.Options);

        await client.RequestTokenAsync(account.CreateGrant("https://www.googleapis.com/auth/cloud-platform https://www.googleapis.com/auth/drive"), Stop);

        var request = Assert.Single(server.Handler.Requests);
        Assert.Equal("https://oauth2.googleapis.com/token", request.Url.AbsoluteUri);
        Assert.Null(request.Authorization);
        Assert.Equal(["grant_type", "assertion"], request.Form.Select(parameter => parameter.Key));
        var jwt = new DecodedJwt(Assert.Single(request.Form["assertion"]));
        Assert.True(jwt.IsSignedBy(SigningKey.FromPem(_rsa.ExportPkcs8PrivateKeyPem(), new SigningKeyOptions { Algorithm = "RS256" }).ExportPublicJwk()));
        Assert.Equal(("RS256", "k1"), (jwt.Header.GetProperty("alg").GetString(), jwt.Header.GetProperty("kid").GetString()));
        Assert.Equal("orders@shop.iam.gserviceaccount.com", jwt.Text("iss"));
        Assert.Equal("https://oauth2.googleapis.com/token", jwt.Text("aud"));
        Assert.Equal("https://www.googleapis.com/auth/cloud-platform https://www.googleapis.com/auth/drive", jwt.Text("scope"));
        Assert.False(jwt.Claims.TryGetProperty("sub", out _));
        Assert.InRange(jwt.Number("exp") - jwt.Number("iat"), 1, 3600);
    }

    [Fact]
    public async Task An_account_stands_for_a_user_where_it_may()
    {
        var server = new FakeServer();
        var account = GoogleServiceAccount.Parse(Json());
        using var client = account.CreateClient(server.Options);

        await client.RequestTokenAsync(account.CreateGrant("a", "alice@example.com"), Stop);

        Assert.Equal("alice@example.com", new DecodedJwt(server.LastTokenRequest.Form["assertion"].Single()).Text("sub"));
        Assert.Throws<ArgumentException>(() => account.CreateGrant(""));
        Assert.Throws<ArgumentException>(() => account.CreateGrant("a \"b\""));
        Assert.Throws<ArgumentException>(() => account.CreateGrant("a", " "));
    }

    [Theory]
    [InlineData("type", "authorized_user")]
    [InlineData("token_uri", "https://evil.example/token")]
    [InlineData("token_uri", null)]
    [InlineData("client_email", null)]
    [InlineData("private_key", null)]
    [InlineData("private_key", "c4narY")]
    [InlineData("private_key_id", null)]
    public void What_is_no_key_of_Google_is_refused_without_showing_it(string member, string? value)
    {
        var e = Assert.ThrowsAny<ArgumentException>(() => GoogleServiceAccount.Parse(Json(key => key[member] = value)));

        Assert.DoesNotContain("-----", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c4narY", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_JSON_object_is_refused() => Assert.Throws<ArgumentException>(() => GoogleServiceAccount.Parse("[]"));

    [Fact]
    public void The_text_of_an_account_holds_no_key() => Assert.Equal("service account orders@shop.iam.gserviceaccount.com", GoogleServiceAccount.Parse(Json()).ToString());
}
