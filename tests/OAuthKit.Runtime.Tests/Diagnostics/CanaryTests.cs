using System.Diagnostics;
using System.Net;

namespace OAuthKit;

/// <summary>The whole run is watched by <see cref="CanaryWatch"/>; here is what shows that the watch isn't blind, and the ways where secrets come closest to the world.</summary>
public sealed class CanaryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void R313_The_watch_sees_a_canary_in_all_places()
    {
        var inner = new InvalidOperationException("inner " + The.Canary.ToUpperInvariant());
        var data = new InvalidOperationException("x");
        data.Data["token"] = The.Canary;
        using var tagged = new Activity("a").SetTag("t", The.Canary);
        using var evented = new Activity("a").AddEvent(new ActivityEvent("e", tags: new ActivityTagsCollection { ["t"] = The.Canary }));
        using var status = new Activity("a").SetStatus(ActivityStatusCode.Error, The.Canary);

        Assert.True(CanaryWatch.Holds(CanaryWatch.Describe(new InvalidOperationException("outer", inner))));
        Assert.True(CanaryWatch.Holds(CanaryWatch.Describe(data)));
        Assert.True(CanaryWatch.Holds(CanaryWatch.Describe(tagged)));
        Assert.True(CanaryWatch.Holds(CanaryWatch.Describe(evented)));
        Assert.True(CanaryWatch.Holds(CanaryWatch.Describe(status)));
        Assert.False(CanaryWatch.Holds(CanaryWatch.Describe(new InvalidOperationException("x"))));
        Assert.All(["", "a", "ab", "abc"], before => Assert.All(["", "y", "yz", "xyz"], after =>
            Assert.True(CanaryWatch.Holds($"Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(before + The.Canary + after))}"))));
    }

    [Theory]
    [InlineData("post", 400, "{\"error\":\"invalid_client\"}")]
    [InlineData("basic", 401, "{\"error\":\"invalid_client\"}")]
    [InlineData("basic", 200, "{\"access_token\":\"c4narY\\n\",\"token_type\":\"Bearer\"}")]
    [InlineData("basic", 200, "{\"access_token\":\"c4narY\",\"token_type\":\"Bearer\",\"refresh_token\":\"c4narY\\n\"}")]
    [InlineData("basic", 200, "{\"access_token\":\"c4narY\",\"token_type\":\"Bearer\",\"id_token\":\"c4narY \"}")]
    [InlineData("basic", 200, "{\"access_token\":\"c4narY\",\"token_type\":\"Bearer\",\"expires_in\":\"c4narY\"}")]
    [InlineData("basic", 200, "{\"access_token\":\"c4narY\",\"token_type\":\"Bearer\",\"scope\":[\"c4narY\"]}")]
    [InlineData("basic", 200, "{\"access_token\":\"c4narY\" c4narY")]
    [InlineData("basic", 500, "c4narY")]
    public async Task R313_Neither_request_nor_answer_is_in_exception_log_or_trace(string method, int status, string body)
    {
        var logs = new LogCapture();
        var server = new FakeServer { Token = _ => StubHandler.Json(body, (HttpStatusCode)status) };
        var options = server.Options;
        options.LoggerFactory = logs;
        using var client = new OAuthClient(The.Issuer, method == "basic" ? The.Basic : ClientAuthentication.ClientSecretPost(The.ClientId, The.Secret), options);
        using var activity = new Activity("call").Start();

        var e = await Assert.ThrowsAnyAsync<OAuthException>(async () => await client.Tokens.GetTokenAsync(new TokenPolicy(client, The.Grant), Stop));

        Assert.False(CanaryWatch.Holds(CanaryWatch.Describe(e)));
        Assert.NotEmpty(logs.Messages);
        Assert.All(logs.Messages, message => Assert.False(CanaryWatch.Holds(message.Text)));
        Assert.False(CanaryWatch.Holds(CanaryWatch.Describe(activity)));
        Assert.Contains(The.Canary, server.LastTokenRequest.Body + System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(server.LastTokenRequest.Authorization?["Basic ".Length..] ?? "")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task R318_An_exception_carries_neither_data_nor_a_url_with_a_query()
    {
        using var rig = new Rig(_ => throw new HttpRequestException("broken"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "orders");

        var e = await Assert.ThrowsAsync<HttpRequestException>(() => rig.Http.SendAsync(request, Stop));

        Assert.Empty(e.Data);
        Assert.False(CanaryWatch.Holds(request.ToString()));
        Assert.All(rig.Server.Handler.Requests, sent => Assert.False(CanaryWatch.Holds(sent.Url.OriginalString)));
    }
}
