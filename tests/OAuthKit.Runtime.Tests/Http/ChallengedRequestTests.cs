using System.Net;
using System.Net.Http.Json;

namespace OAuthKit;

/// <summary>What the handler does where an API refuses a request.</summary>
public sealed class ChallengedRequestTests
{
    private const string InvalidToken = "Bearer error=\"invalid_token\"";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R281_A_refused_token_is_renewed_and_the_request_sent_again_once()
    {
        using var rig = new Rig(request => request.Authorization == Rig.Bearer(1)
            ? StubHandler.Challenge(HttpStatusCode.Unauthorized, InvalidToken)
            : new HttpResponseMessage(HttpStatusCode.OK));

        using var response = await rig.Http.PostAsync("orders", JsonContent.Create(new { Id = 7 }), Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([Rig.Bearer(1), Rig.Bearer(2)], rig.SentTokens);
        Assert.All(rig.Api.Requests, request => Assert.Equal("{\"id\":7}", request.Body));
        Assert.Equal([400], rig.Logs.Messages.Select(message => message.Id.Id));
    }

    [Fact]
    public async Task R281_An_api_that_always_refuses_costs_two_calls_and_one_renewal()
    {
        using var rig = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized, InvalidToken));

        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal([Rig.Bearer(1), Rig.Bearer(2)], rig.SentTokens);
        Assert.Equal(2, rig.Server.TokenRequests);
    }

    [Fact]
    public async Task R281_An_api_that_always_refuses_costs_a_bounded_number_of_token_requests()
    {
        using var rig = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized, InvalidToken));

        for (var second = 0; second < 60; second++)
        {
            for (var call = 0; call < 10; call++)
            {
                using var response = await rig.Http.GetAsync("orders", Stop);
                Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            }

            rig.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(rig.Server.TokenRequests, 2, 4);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer realm=\"x\"")]
    [InlineData("bearer ERROR=\"invalid_token\"")]
    [InlineData("Basic realm=\"x\", Bearer error=\"invalid_token\"")]
    [InlineData("Negotiate abc==")]
    [InlineData("garbage \"")]
    public async Task R281_A_401_without_another_error_counts_as_an_invalid_token(string? challenge)
    {
        using var rig = new Rig(request => request.Authorization == Rig.Bearer(1)
            ? StubHandler.Challenge(HttpStatusCode.Unauthorized, challenge is null ? [] : [challenge])
            : new HttpResponseMessage(HttpStatusCode.OK));

        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "Bearer error=\"invalid_request\"")]
    [InlineData(HttpStatusCode.Unauthorized, "Bearer error=\"use_dpop_nonce\"")]
    [InlineData(HttpStatusCode.Unauthorized, "Bearer realm=\"x\", DPoP error=\"use_dpop_nonce\"")]
    [InlineData(HttpStatusCode.Forbidden, "Bearer error=\"invalid_token\"")]
    [InlineData(HttpStatusCode.Forbidden, null)]
    [InlineData(HttpStatusCode.BadRequest, "Bearer error=\"invalid_token\"")]
    public async Task R281_Another_refusal_is_the_callers(HttpStatusCode status, string? challenge)
    {
        using var rig = new Rig(_ => StubHandler.Challenge(status, challenge is null ? [] : [challenge]));

        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal(status, response.StatusCode);
        Assert.Single(rig.Api.Requests);
        Assert.Equal(1, rig.Server.TokenRequests);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("string")]
    [InlineData("form")]
    [InlineData("bytes")]
    [InlineData("memory")]
    [InlineData("seekable")]
    [InlineData("multipart")]
    public async Task R281_A_body_that_can_be_read_twice_is_sent_again_whole(string kind)
    {
        await using var api = new LoopbackServer(RefuseFirstAsync);
        using var inner = new SocketsHttpHandler();
        using var rig = new Rig(inner: inner, baseAddress: new Uri(api.Origin), options: new OAuthHandlerOptions { DangerouslyAllowHttp = true });
        using HttpContent content = kind switch
        {
            "json" => JsonContent.Create(new { Text = "payload" }),
            "string" => new StringContent("payload"),
            "form" => new FormUrlEncodedContent([new("text", "payload")]),
            "bytes" => new ByteArrayContent("payload"u8.ToArray()),
            "memory" => new ReadOnlyMemoryContent("payload"u8.ToArray()),
            "seekable" => new StreamContent(new MemoryStream("payload"u8.ToArray())),
            _ => new MultipartContent { new StringContent("payload"), new StreamContent(new MemoryStream("more"u8.ToArray())) },
        };

        using var response = await rig.Http.PostAsync("/", content, Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var bodies = api.Requests.Select(request => request.Split("\r\n\r\n", 2)[1]).ToArray();
        Assert.Equal(2, bodies.Length);
        Assert.Contains("payload", bodies[0], StringComparison.Ordinal);
        Assert.Equal(bodies[0], bodies[1]);
    }

    [Fact]
    public async Task R281_A_body_that_cannot_be_read_twice_gives_the_first_401()
    {
        await using var api = new LoopbackServer(RefuseFirstAsync);
        using var inner = new SocketsHttpHandler();
        using var rig = new Rig(inner: inner, baseAddress: new Uri(api.Origin), options: new OAuthHandlerOptions { DangerouslyAllowHttp = true });
        using var content = new StreamContent(new ForwardOnlyStream("payload"u8.ToArray()));
        content.Headers.ContentLength = 7;

        using var response = await rig.Http.PostAsync("/", content, Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("refused", await response.Content.ReadAsStringAsync(Stop));
        Assert.Equal([404, 401], rig.Logs.Messages.Select(message => message.Id.Id));
    }

    [Fact]
    public async Task R281_The_first_answer_does_not_hold_the_connection_that_the_second_request_needs()
    {
        await using var api = new LoopbackServer(RefuseFirstAsync);
        using var inner = new SocketsHttpHandler { MaxConnectionsPerServer = 1 };
        using var rig = new Rig(inner: inner, baseAddress: new Uri(api.Origin), options: new OAuthHandlerOptions { DangerouslyAllowHttp = true });

        using var response = await rig.Http.PostAsync("/", new StringContent("payload"), Stop).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task R281_A_connection_that_breaks_at_the_second_attempt_is_the_transports_fault()
    {
        var calls = 0;
        using var rig = new Rig(_ => ++calls == 1 ? StubHandler.Challenge(HttpStatusCode.Unauthorized) : throw new HttpRequestException("broken"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "orders");

        await Assert.ThrowsAsync<HttpRequestException>(() => rig.Http.SendAsync(request, Stop));

        Assert.Null(request.Headers.Authorization);
    }

    [Fact]
    public async Task R281_A_renewal_that_fails_is_a_typed_error_and_nothing_more_is_sent()
    {
        using var rig = new Rig(_ => StubHandler.Challenge(HttpStatusCode.Unauthorized));
        rig.Server.Token = number => number == 1
            ? StubHandler.Json(The.TokenJson(number))
            : StubHandler.Json("{\"error\":\"invalid_client\"}", HttpStatusCode.Unauthorized);

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => rig.Http.GetAsync("orders", Stop));

        Assert.Equal("invalid_client", e.Error);
        Assert.Single(rig.Api.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task R282_A_missing_scope_is_a_typed_error_that_names_it_and_is_not_retried(HttpStatusCode status)
    {
        using var rig = new Rig(_ => StubHandler.Challenge(status, "Basic realm=\"x\", Bearer error=\"insufficient_scope\", scope=\"orders.write  orders.admin\""));

        var e = await Assert.ThrowsAsync<InsufficientScopeException>(() => rig.Http.GetAsync("orders", Stop));

        Assert.Equal(OAuthFault.InsufficientScope, e.Code);
        Assert.Equal(["orders.write", "orders.admin"], e.RequiredScopes);
        Assert.Contains("orders.write", e.Message, StringComparison.Ordinal);
        Assert.Single(rig.Api.Requests);
        Assert.Equal(1, rig.Server.TokenRequests);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task R282_A_missing_scope_is_told_after_a_renewal_as_well(HttpStatusCode status)
    {
        using var rig = new Rig(request => request.Authorization == Rig.Bearer(1)
            ? StubHandler.Challenge(HttpStatusCode.Unauthorized, InvalidToken)
            : StubHandler.Challenge(status, "Bearer error=\"insufficient_scope\""));

        var e = await Assert.ThrowsAsync<InsufficientScopeException>(() => rig.Http.GetAsync("orders", Stop));

        Assert.Empty(e.RequiredScopes);
        Assert.Equal(2, rig.Api.Requests.Length);
    }

    private static Task RefuseFirstAsync(string request, Stream stream, CancellationToken stop) =>
        stream.WriteAsync(
            request.Contains(The.Token(1), StringComparison.Ordinal)
                ? "HTTP/1.1 401 No\r\nContent-Length: 7\r\n\r\nrefused"u8.ToArray()
                : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
            stop).AsTask();

    private sealed class ForwardOnlyStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
