using System.Net;
using System.Net.Http.Json;

namespace OAuthKit;

/// <summary>What the handler does where an API wants a nonce in the proof, or refuses a bound token.</summary>
public sealed class NonceRetryTests
{
    private const string InvalidToken = "DPoP error=\"invalid_token\"";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DpopRig.WantsNonce)]
    [InlineData("dpop error=\"use_dpop_nonce\"")]
    [InlineData("DPOP ERROR=use_dpop_nonce, algs=\"ES256 PS256\"")]
    [InlineData("Bearer, DPoP error=\"use_dpop_nonce\"")]
    [InlineData("Bearer error=\"invalid_token\", DPoP algs=\"ES256\", error=\"use_dpop_nonce\"")]
    [InlineData("Basic realm=\"x\", Negotiate abc==, DPoP error=\"use_dpop_nonce\", Bearer realm=\"y\"")]
    public async Task R232_A_demand_for_a_nonce_is_met_once_among_whatever_challenges(string challenge)
    {
        var calls = 0;
        using var rig = new DpopRig(_ => ++calls == 1 ? DpopRig.Answer(HttpStatusCode.Unauthorized, "eyJ7S_zG.eyJH0-Z.HX4w-7v", challenge) : new HttpResponseMessage(HttpStatusCode.OK));

        using var response = await rig.Http.PostAsync("orders", JsonContent.Create(new { Id = 7 }), Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([DpopRig.Dpop(1), DpopRig.Dpop(1)], rig.SentTokens);
        Assert.Equal([null, "eyJ7S_zG.eyJH0-Z.HX4w-7v"], rig.Nonces);
        Assert.All(rig.Api.Requests, request => Assert.Equal("{\"id\":7}", request.Body));
        await rig.AssertProvenAsync();
        Assert.Equal(1, rig.Source.Requests);
        Assert.Equal([405], rig.Logs.Messages.Select(message => message.Id.Id));
    }

    [Fact]
    public async Task R232_Challenges_in_several_lines_are_looked_at_too()
    {
        var calls = 0;
        using var rig = new DpopRig(_ => ++calls == 1 ? DpopRig.Answer(HttpStatusCode.Unauthorized, "n-1", "Bearer error=\"invalid_token\"", "DPoP error=\"use_dpop_nonce\"") : new HttpResponseMessage(HttpStatusCode.OK));

        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal([null, "n-1"], rig.Nonces);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.NoContent)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    public async Task R233_A_nonce_of_any_answer_replaces_the_one_before_it(HttpStatusCode status)
    {
        var calls = 0;
        using var rig = new DpopRig(_ => DpopRig.Answer(status, $"n-{++calls}"));

        for (var call = 0; call < 3; call++)
        {
            using var response = await rig.Http.GetAsync("orders", Stop);
            Assert.Equal(status, response.StatusCode);
        }

        Assert.Equal([null, "n-1", "n-2"], rig.Nonces);
    }

    [Fact]
    public async Task R233_An_answer_without_a_nonce_leaves_the_one_that_is_there()
    {
        var calls = 0;
        using var rig = new DpopRig(_ => DpopRig.Answer(HttpStatusCode.OK, ++calls == 1 ? "n-1" : null));

        for (var call = 0; call < 3; call++)
        {
            using var response = await rig.Http.GetAsync("orders", Stop);
        }

        Assert.Equal([null, "n-1", "n-1"], rig.Nonces);
    }

    [Fact]
    public async Task R234_A_nonce_goes_to_the_origin_that_gave_it_and_to_no_other()
    {
        var options = new OAuthHandlerOptions();
        options.AllowedOrigins.Add(new Uri("https://other.example"));
        using var rig = new DpopRig(request => DpopRig.Answer(HttpStatusCode.OK, "n-" + request.Url.Host), options);

        for (var call = 0; call < 2; call++)
        {
            using var one = await rig.Http.GetAsync("orders", Stop);
            using var other = await rig.Http.GetAsync(new Uri("https://other.example/orders"), Stop);
        }

        Assert.Equal([null, null, "n-api.example.com", "n-other.example"], rig.Nonces);
    }

    [Fact]
    public async Task R235_A_demand_without_a_nonce_is_the_callers()
    {
        using var rig = new DpopRig(_ => DpopRig.Answer(HttpStatusCode.Unauthorized, null, DpopRig.WantsNonce));

        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Single(rig.Api.Requests);
        Assert.Equal(1, rig.Source.Requests);
    }

    [Fact]
    public async Task R235_A_demand_for_the_nonce_that_was_sent_is_the_callers()
    {
        using var rig = new DpopRig(_ => DpopRig.Answer(HttpStatusCode.Unauthorized, "n-1", DpopRig.WantsNonce));

        using var first = await rig.Http.GetAsync("orders", Stop);
        Assert.Equal([null, "n-1"], rig.Nonces);
        using var second = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal([null, "n-1", "n-1"], rig.Nonces);
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
        Assert.Equal(1, rig.Source.Requests);
    }

    [Fact]
    public async Task R235_An_API_that_always_wants_another_nonce_costs_two_requests()
    {
        var calls = 0;
        using var rig = new DpopRig(_ => DpopRig.Answer(HttpStatusCode.Unauthorized, $"n-{++calls}", DpopRig.WantsNonce));

        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal([null, "n-1"], rig.Nonces);
        Assert.Equal(1, rig.Source.Requests);
    }

    [Theory]
    [InlineData("n 1")]
    [InlineData("\"n-1\"")]
    [InlineData("")]
    public async Task R236_What_is_no_nonce_is_not_sent(string nonce)
    {
        using var rig = new DpopRig(_ => DpopRig.Answer(HttpStatusCode.Unauthorized, nonce, DpopRig.WantsNonce));

        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal([null], rig.Nonces);
    }

    [Fact]
    public async Task R236_Of_two_nonces_none_is_sent()
    {
        using var rig = new DpopRig(_ =>
        {
            var response = DpopRig.Answer(HttpStatusCode.Unauthorized, "n-1", DpopRig.WantsNonce);
            response.Headers.TryAddWithoutValidation("DPoP-Nonce", "n-2");
            return response;
        });

        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal([null], rig.Nonces);
    }

    [Fact]
    public async Task R281_A_refused_token_is_renewed_once_and_the_new_one_proven()
    {
        using var rig = new DpopRig(request => request.Authorization == DpopRig.Dpop(1) ? DpopRig.Answer(HttpStatusCode.Unauthorized, "n-1", InvalidToken) : new HttpResponseMessage(HttpStatusCode.OK));

        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([DpopRig.Dpop(1), DpopRig.Dpop(2)], rig.SentTokens);
        Assert.Equal([null, "n-1"], rig.Nonces);
        await rig.AssertProvenAsync();
        Assert.Equal([400], rig.Logs.Messages.Select(message => message.Id.Id));
    }

    [Theory]
    [InlineData("nonce, token", 3, 2)]
    [InlineData("token, nonce", 3, 2)]
    [InlineData("nonce, nonce, token", 2, 1)]
    [InlineData("token, token, nonce", 2, 2)]
    [InlineData("nonce, token, nonce", 3, 2)]
    [InlineData("token, nonce, token", 3, 2)]
    [InlineData("nonce, token, token, nonce, token", 3, 2)]
    public async Task R235_R281_Both_together_are_one_retry_for_a_nonce_and_one_renewal_at_most(string script, int requests, int tokens)
    {
        var answers = script.Split(", ");
        var calls = 0;
        using var rig = new DpopRig(_ => calls++ >= answers.Length ? new HttpResponseMessage(HttpStatusCode.OK)
            : DpopRig.Answer(HttpStatusCode.Unauthorized, $"n-{calls}", answers[calls - 1] == "nonce" ? DpopRig.WantsNonce : InvalidToken));

        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal(answers.Length < requests ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(requests, rig.Api.Requests.Length);
        Assert.Equal(tokens, rig.Source.Requests);
        await rig.AssertProvenAsync();
    }

    [Fact]
    public async Task R281_A_wish_for_a_nonce_is_no_refusal_of_the_renewed_token()
    {
        var calls = 0;
        using var rig = new DpopRig(_ => ++calls switch
        {
            1 => DpopRig.Answer(HttpStatusCode.Unauthorized, null, InvalidToken),
            2 => DpopRig.Answer(HttpStatusCode.Unauthorized, null, DpopRig.WantsNonce),
            _ => new HttpResponseMessage(HttpStatusCode.OK),
        });

        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(long.MinValue, rig.Policy.Entry!.NoChallengeBefore);
    }

    [Fact]
    public async Task A_bound_token_that_comes_by_a_renewal_is_proven_and_a_bearer_token_is_not()
    {
        using var rig = new DpopRig(request => request.Authorization!.EndsWith('3') ? new HttpResponseMessage(HttpStatusCode.OK) : StubHandler.Challenge(HttpStatusCode.Unauthorized));
        rig.Source.Script = (number, _) => Task.FromResult(number == 2 ? rig.Tokens(number) : rig.Source.Token(number));

        using var first = await rig.Http.GetAsync("orders", Stop);
        rig.Clock.Advance(TimeSpan.FromHours(2));
        using var second = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal([Rig.Bearer(1), DpopRig.Dpop(2), Rig.Bearer(3)], rig.SentTokens);
        Assert.Equal([false, true, false], rig.Api.Requests.Select(request => request.Headers.ContainsKey("DPoP")));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, DpopRig.WantsNonce)]
    [InlineData(HttpStatusCode.BadRequest, DpopRig.WantsNonce)]
    [InlineData(HttpStatusCode.Unauthorized, "DPoP error=\"invalid_dpop_proof\"")]
    public async Task R232_Another_refusal_is_the_callers(HttpStatusCode status, string challenge)
    {
        using var rig = new DpopRig(_ => DpopRig.Answer(status, "n-1", challenge));

        using var response = await rig.Http.GetAsync("orders", Stop);

        Assert.Equal(status, response.StatusCode);
        Assert.Single(rig.Api.Requests);
        Assert.Equal(1, rig.Source.Requests);
    }
}
