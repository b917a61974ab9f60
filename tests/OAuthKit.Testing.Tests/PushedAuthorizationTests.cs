using System.Net;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class PushedAuthorizationTests
{
    [Fact]
    public async Task A_pushed_request_works_once()
    {
        await using var rig = new SignInRig();

        var pushed = await PushAsync(rig);
        var callback = await SignInAsync(rig, pushed);

        Assert.Equal(60, (int)pushed["expires_in"]!);
        Assert.StartsWith("urn:ietf:params:oauth:request_uri:", (string?)pushed["request_uri"], StringComparison.Ordinal);
        Assert.Equal("s-1", callback.Parameters["state"]);
        Assert.Null(Rig.ErrorOf(await rig.ExchangeAsync(callback)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => SignInAsync(rig, pushed));
    }

    [Fact]
    public async Task A_push_is_answered_with_201_and_says_its_lifetime()
    {
        await using var rig = new SignInRig();
        rig.Server.PushedAuthorization.Lifetime = TimeSpan.FromSeconds(5);

        var form = SignInRig.Parameters(("client_secret", SignInRig.Secret)).Select(pair => (pair.Key, pair.Value!)).ToArray();
        var response = await rig.Http.PostAsync(rig.Server.PushedAuthorization.Address, Rig.Form(form), Rig.Cancellation);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(5, (int)(await Rig.ReadAsync(response))["expires_in"]!);
    }

    [Fact]
    public async Task A_pushed_request_expires_and_belongs_to_its_client()
    {
        await using var rig = new SignInRig();
        rig.Server.AddClient(new TestClient("other") { RedirectUris = [SignInRig.Callback] });

        var foreign = await PushAsync(rig);
        var late = await PushAsync(rig);

        await Assert.ThrowsAsync<InvalidOperationException>(() => SignInAsync(rig, foreign, "other"));
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => SignInAsync(rig, late));
    }

    [Theory]
    [InlineData("client_secret", "wrong", "invalid_client")]
    [InlineData("request_uri", "urn:x", "invalid_request")]
    [InlineData("redirect_uri", "https://evil.test/", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    public async Task Refuses_at_the_push_what_the_endpoint_would_refuse(string name, string? value, string error)
    {
        await using var rig = new SignInRig();

        Assert.Equal(error, Rig.ErrorOf(await PushAsync(rig, (name, value))));
    }

    [Fact]
    public async Task Pushing_can_be_required_by_the_server_or_for_a_client()
    {
        await using var rig = new SignInRig();
        rig.Server.PushedAuthorization.IsRequired = true;

        Assert.Equal("invalid_request", (await rig.SignInAsync()).Parameters["error"]);
        Assert.NotNull((await SignInAsync(rig, await PushAsync(rig))).Parameters["code"]);
        Assert.True((bool)(await rig.MetadataAsync())["require_pushed_authorization_requests"]!);

        rig.Server.PushedAuthorization.IsRequired = false;
        rig.Server.AddClient(new TestClient(SignInRig.ClientId, SignInRig.Secret) { RedirectUris = [SignInRig.Callback], RequiresPushedAuthorizationRequests = true });
        Assert.Equal("invalid_request", (await rig.SignInAsync()).Parameters["error"]);
    }

    private static Task<JsonObject> PushAsync(SignInRig rig, params (string Name, string? Value)[] changes) => rig.PostAsync(
        rig.Server.PushedAuthorization.Address, [.. SignInRig.Parameters(changes).Select(pair => (pair.Key, pair.Value))]);

    private static Task<TestCallback> SignInAsync(SignInRig rig, JsonObject pushed, string clientId = SignInRig.ClientId) => rig.Server.SignInAsync(
        rig.Server.Authorization.Address + "?client_id=" + clientId + "&request_uri=" + Uri.EscapeDataString((string)pushed["request_uri"]!), cancellationToken: Rig.Cancellation);
}
