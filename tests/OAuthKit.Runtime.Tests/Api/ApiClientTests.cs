using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

public sealed class ApiClientTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S157_An_error_status_throws_by_default()
    {
        using var rig = new ApiRig(_ => new(HttpStatusCode.NotFound));
        var e = await Assert.ThrowsAsync<ApiResponseException>(() => rig.Api.GetAsync("x", cancellationToken: Stop));
        Assert.Equal(HttpStatusCode.NotFound, e.StatusCode);
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(false, null, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    public async Task S157_Throwing_is_chosen_for_a_client_and_for_a_call(bool client, bool? call, bool throws)
    {
        using var rig = new ApiRig(_ => new(HttpStatusCode.Conflict), options => options.ThrowOnError = client);
        var sending = rig.Api.GetAsync("x", new ApiCall { ThrowOnError = call }, Stop);
        if (throws)
        {
            await Assert.ThrowsAsync<ApiResponseException>(() => sending);
        }
        else
        {
            Assert.Equal(HttpStatusCode.Conflict, (await sending).StatusCode);
        }
    }

    [Theory]
    [InlineData(null, """{"count":0,"inner":{"name":null,"done":null,"count":1,"inner":null}}""")]
    [InlineData(NullFields.Exclude, """{"count":0,"inner":{"name":null,"done":null,"count":1,"inner":null}}""")]
    [InlineData(NullFields.Include, """{"name":null,"done":null,"count":0,"inner":{"name":null,"done":null,"count":1,"inner":null}}""")]
    [InlineData(NullFields.Empty, """{"name":"","done":"","count":0,"inner":{"name":null,"done":null,"count":1,"inner":null}}""")]
    public async Task S158_Null_fields_of_json_are_excluded_included_or_empty_at_the_top_level(NullFields? nulls, string sent)
    {
        using var rig = new ApiRig();
        await rig.Api.PostAsync("x", ApiBody.Json(new ApiNote(null, null, 0, new ApiNote(null, null, 1)), ApiJson.Default.ApiNote), new ApiCall { NullFields = nulls }, Stop);
        Assert.Equal(sent, rig.Sent.Body);
        Assert.Equal("application/json; charset=utf-8", rig.Sent.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData(NullFields.Exclude, "a=1")]
    [InlineData(NullFields.Include, "a=1")]
    [InlineData(NullFields.Empty, "a=1&b=")]
    public async Task S158_Null_fields_of_a_form_are_left_out_or_empty(NullFields nulls, string sent)
    {
        using var rig = new ApiRig(configure: options => options.NullFields = nulls);
        await rig.Api.PostAsync("x", new ApiFields { { "a", 1 }, { "b", null } }, cancellationToken: Stop);
        Assert.Equal(sent, rig.Sent.Body);
        Assert.Equal("application/x-www-form-urlencoded", rig.Sent.Headers["Content-Type"]);
    }

    [Fact]
    public async Task S159_Booleans_of_forms_and_queries_are_lower_case_by_default_and_json_is_untouched()
    {
        using var rig = new ApiRig();
        await rig.Api.PostAsync("x", new ApiFields { { "a", true }, { "b", false } }, new ApiCall { Query = new() { { "q", true } } }, Stop);
        Assert.Equal("a=true&b=false", rig.Sent.Body);
        Assert.Equal("?q=true", rig.Sent.Url.Query);

        using var json = new ApiRig(configure: options => options.BooleanFields = BooleanFields.Digit);
        await json.Api.PostAsync("x", ApiBody.Json(new ApiNote("n", true, 0), ApiJson.Default.ApiNote), cancellationToken: Stop);
        Assert.Equal("""{"name":"n","done":true,"count":0}""", json.Sent.Body);
    }

    [Theory]
    [InlineData("True", "False")]
    [InlineData("yes", "no")]
    [InlineData("1", "0")]
    public async Task S159_Booleans_are_written_as_the_client_or_the_call_says(string whenTrue, string whenFalse)
    {
        var words = new BooleanFields(whenTrue, whenFalse);
        var fields = new ApiFields { { "a", true }, { "b", false } };
        using var client = new ApiRig(configure: options => options.BooleanFields = words);
        await client.Api.PostAsync("x", fields, cancellationToken: Stop);
        using var call = new ApiRig();
        await call.Api.PostAsync("x", fields, new ApiCall { BooleanFields = words }, Stop);
        Assert.Equal($"a={whenTrue}&b={whenFalse}", client.Sent.Body);
        Assert.Equal(client.Sent.Body, call.Sent.Body);
    }

    [Fact]
    public async Task S160_Headers_cookies_and_the_user_agent_go_with_each_call_and_a_call_has_its_own()
    {
        using var rig = new ApiRig(configure: options =>
        {
            options.Headers["User-Agent"] = "orders/1.0";
            options.Headers["Cookie"] = "a=b";
            options.Headers["Accept"] = "text/csv";
        });
        await rig.Api["sub"].GetAsync("x", new ApiCall { Headers = new Dictionary<string, string> { ["accept"] = "text/plain" } }, Stop);
        Assert.Equal("orders/1.0", rig.Sent.Headers["User-Agent"]);
        Assert.Equal("a=b", rig.Sent.Headers["Cookie"]);
        Assert.Equal("text/plain", rig.Sent.Headers["Accept"]);
    }

    [Fact]
    public async Task S160_Without_a_user_agent_none_is_sent()
    {
        using var rig = new ApiRig();
        await rig.Api.GetAsync("x", cancellationToken: Stop);
        Assert.False(rig.Sent.Headers.ContainsKey("User-Agent"));
        Assert.Equal("application/json", rig.Sent.Headers["Accept"]);
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("dpop")]
    public void A_header_that_carries_the_token_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => new ApiRig(configure: options => options.Headers[name] = "x"));
        Assert.Throws<ArgumentException>(() => new ApiCall { Headers = new Dictionary<string, string> { [name] = "x" } });
    }

    [Fact]
    public async Task Every_verb_is_there()
    {
        using var rig = new ApiRig();
        await rig.Api.GetAsync("x", cancellationToken: Stop);
        await rig.Api.HeadAsync("x", cancellationToken: Stop);
        await rig.Api.OptionsAsync("x", cancellationToken: Stop);
        await rig.Api.PostAsync("x", cancellationToken: Stop);
        await rig.Api.PutAsync("x", cancellationToken: Stop);
        await rig.Api.PatchAsync("x", cancellationToken: Stop);
        await rig.Api.DeleteAsync("x", cancellationToken: Stop);
        await rig.Api.SendAsync(new HttpMethod("QUERY"), "x", cancellationToken: Stop);
        Assert.Equal(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "QUERY"], rig.Handler.Requests.Select(request => request.Method));
        Assert.Single(rig.Server.Handler.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task Json_is_read_and_written_by_the_callers_context()
    {
        using var rig = new ApiRig(request => StubHandler.Json(request.Body.Length > 0 ? request.Body : """{"name":"n","done":null,"count":7}"""));
        Assert.Equal(7, (await rig.Api.GetAsync("x", ApiJson.Default.ApiNote, cancellationToken: Stop))!.Count);
        var note = new ApiNote("a", true, 3);
        var body = ApiBody.Json(note, ApiJson.Default.ApiNote);
        Assert.Equal(note, await rig.Api.PostAsync("x", body, ApiJson.Default.ApiNote, cancellationToken: Stop));
        Assert.Equal(note, await rig.Api.PutAsync("x", body, ApiJson.Default.ApiNote, cancellationToken: Stop));
        Assert.Equal(note, await rig.Api.PatchAsync("x", body, ApiJson.Default.ApiNote, cancellationToken: Stop));
        var numbers = await rig.Api.PostAsync("x", ApiBody.Json([1, 2], ApiJson.Default.Int32Array), ApiJson.Default.Int32Array, cancellationToken: Stop);
        Assert.Equal([1, 2], numbers!);
    }

    [Fact]
    public async Task An_empty_answer_is_null_and_a_broken_one_says_where()
    {
        using var empty = new ApiRig(_ => new(HttpStatusCode.NoContent));
        Assert.Null(await empty.Api.GetAsync("x", ApiJson.Default.ApiNote, cancellationToken: Stop));

        using var broken = new ApiRig(_ => StubHandler.Json("""{"name":"secretive" """));
        var e = await Assert.ThrowsAsync<ApiResponseException>(() => broken.Api.GetAsync("x", ApiJson.Default.ApiNote, cancellationToken: Stop));
        Assert.Contains("line 1", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secretive", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_are_sent_and_received()
    {
        using var rig = new ApiRig(request => StubHandler.Text(request.Body + "!", "text/plain"));
        using var sent = new MemoryStream(Encoding.UTF8.GetBytes("up"));
        var answer = await rig.Api.PutAsync("file", ApiBody.Stream(sent, "text/plain"), cancellationToken: Stop);
        Assert.Equal("up!", await answer.Content.ReadAsStringAsync(Stop));
        using var reader = new StreamReader(await rig.Api.GetStreamAsync("file", cancellationToken: Stop));
        Assert.Equal("!", await reader.ReadToEndAsync(Stop));
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once()
    {
        var calls = 0;
        using var rig = new ApiRig(_ => ++calls == 1
            ? StubHandler.Challenge(HttpStatusCode.Unauthorized, """Bearer error="invalid_token" """)
            : new(HttpStatusCode.OK));
        await rig.Api.PostAsync("x", ApiBody.Json(new ApiNote("n", null, 0), ApiJson.Default.ApiNote), cancellationToken: Stop);
        Assert.Equal([Rig.Bearer(1), Rig.Bearer(2)], rig.Handler.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_call_may_have_another_policy_or_none()
    {
        using var rig = new ApiRig();
        await rig.Api.GetAsync("x", new ApiCall { Policy = TokenPolicy.Anonymous }, Stop);
        Assert.Null(rig.Sent.Authorization);
        Assert.Empty(rig.Server.Handler.Requests);
    }

    [Fact]
    public async Task Tokens_come_of_any_source()
    {
        var source = new ScriptedSource(new FakeTimeProvider());
        var handler = new StubHandler(_ => new(HttpStatusCode.OK));
        using var api = new ApiClient(new Uri("https://api.example.com"), source, new ApiClientOptions { Handler = handler });
        await api.GetAsync("x", cancellationToken: Stop);
        Assert.Equal(Rig.Bearer(1), Assert.Single(handler.Requests).Authorization);
    }

    [Fact]
    public async Task An_http_client_of_the_callers_keeps_its_own_ways()
    {
        using var rig = new Rig();
        using (var api = new ApiClient(rig.Http, new Uri(The.Api, "v2")))
        {
            await api.GetAsync("x", cancellationToken: Stop);
        }

        using var byBase = new ApiClient(rig.Http);
        await byBase["y"].GetAsync(cancellationToken: Stop);
        Assert.Equal([Rig.Bearer(1), Rig.Bearer(1)], rig.SentTokens);
        Assert.EndsWith("/v2/x", rig.Api.Requests[0].Url.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_caller_ends_a_call()
    {
        using var rig = new ApiRig();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Api.GetAsync("x", cancellationToken: cancellation.Token));
        Assert.IsNotType<TimeoutException>(e.InnerException);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_time_of_the_client_or_the_call_ends_a_call(bool ofCall)
    {
        var clock = new FakeTimeProvider();
        var entered = new TaskCompletionSource();
        var handler = new StubHandler(async (_, stop) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            return new();
        });
        var options = new ApiClientOptions { Handler = handler, TimeProvider = clock, Timeout = ofCall ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(5) };
        using var api = new ApiClient(new Uri("https://api.example.com"), TokenPolicy.Anonymous, options);

        var call = api.GetAsync("x", new ApiCall { Timeout = ofCall ? TimeSpan.FromSeconds(5) : null }, Stop);
        await entered.Task;
        clock.Advance(TimeSpan.FromSeconds(5));

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.IsType<TimeoutException>(e.InnerException);
    }

    [Fact]
    public async Task No_redirect_is_followed_by_default()
    {
        using var rig = new ApiRig(_ => new(HttpStatusCode.Found) { Headers = { Location = new Uri("https://evil.example") } });
        var e = await Assert.ThrowsAsync<ApiResponseException>(() => rig.Api.GetAsync("x", cancellationToken: Stop));
        Assert.Equal(HttpStatusCode.Found, e.StatusCode);
        Assert.Single(rig.Handler.Requests);
    }

    [Fact]
    public void Times_and_sources_of_roots_are_checked()
    {
        using var http = new HttpClient();
        Assert.Throws<ArgumentException>(() => new ApiClient(http));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ApiRig(configure: options => options.Timeout = TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ApiCall { Timeout = TimeSpan.FromSeconds(-5) });
    }
}
