using System.Net;

namespace OAuthKit;

/// <summary>A client with two secrets, of which the server takes one.</summary>
public sealed class ClientSecretRotationTests
{
    private readonly FakeServer _server = new();
    private readonly ClientAuthentication _current = ClientAuthentication.ClientSecretBasic(The.ClientId, "new-" + The.Canary);
    private readonly ClientAuthentication _previous = ClientAuthentication.ClientSecretBasic(The.ClientId, "old-" + The.Canary);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_secret_that_is_taken_is_used_from_then_on()
    {
        var taken = "old-";
        _server.Answer = request => Secret(request).StartsWith(taken, StringComparison.Ordinal) ? StubHandler.Json(The.TokenJson()) : Refusal();
        using var client = _server.Client(new ClientSecretRotation(_current, _previous));

        await client.RequestTokenAsync(The.Grant, Stop);
        await client.RequestTokenAsync(The.Grant, Stop);
        // The server has gone over to the new one.
        taken = "new-";
        await client.RequestTokenAsync(The.Grant, Stop);
        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal(["new-", "old-", "old-", "old-", "new-", "new-"], Secrets());
    }

    [Fact]
    public async Task Where_both_are_refused_the_refusal_is_told_and_the_first_is_tried_first_again()
    {
        _server.Answer = _ => Refusal();
        using var client = _server.Client(new ClientSecretRotation(_current, _previous));

        var refused = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(The.Grant, Stop));
        await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal("invalid_client", refused.Error);
        Assert.Equal(["new-", "old-", "new-", "old-"], Secrets());
    }

    [Fact]
    public async Task Another_refusal_is_not_about_the_secret()
    {
        _server.Answer = _ => StubHandler.Json("""{"error":"invalid_scope"}""", HttpStatusCode.BadRequest);
        using var client = _server.Client(new ClientSecretRotation(_current, _previous));

        await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(["new-"], Secrets());
    }

    [Fact]
    public async Task What_can_be_used_once_is_never_sent_twice()
    {
        _server.Answer = _ => Refusal();
        using var client = _server.Client(new ClientSecretRotation(_current, _previous));

        await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(new RefreshTokenGrant(RefreshToken.Parse("r-" + The.Canary)), Stop));

        Assert.Equal(["new-"], Secrets());
    }

    [Fact]
    public void Both_are_of_one_client_and_one_method_with_a_secret()
    {
        Assert.Throws<ArgumentException>(() => new ClientSecretRotation(_current, ClientAuthentication.ClientSecretBasic("other", The.Secret)));
        Assert.Throws<ArgumentException>(() => new ClientSecretRotation(_current, ClientAuthentication.ClientSecretPost(The.ClientId, The.Secret)));
        Assert.Throws<ArgumentException>(() => new ClientSecretRotation(ClientAuthentication.None(The.ClientId), ClientAuthentication.None(The.ClientId)));
        Assert.Throws<ArgumentNullException>(() => new ClientSecretRotation(_current, null!));
        Assert.Throws<ArgumentNullException>(() => new ClientSecretRotation(null!, _previous));
    }

    private static HttpResponseMessage Refusal() => StubHandler.Json("""{"error":"invalid_client"}""", HttpStatusCode.Unauthorized);

    private IEnumerable<string> Secrets() => _server.Handler.Requests.Where(request => request.Method == "POST").Select(request => Secret(request)[..4]);

    private static string Secret(SentRequest request) =>
        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(request.Authorization!["Basic ".Length..])).Split(':')[1];
}
