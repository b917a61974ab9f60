using System.Net;
using System.Net.Http.Json;

namespace OAuthKit;

/// <summary>What the handler sends with a token that is bound to a key.</summary>
public sealed class BoundRequestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R237_A_bound_token_is_sent_as_DPoP_with_one_proof_and_never_as_Bearer()
    {
        using var rig = new DpopRig();

        using var response = await rig.Http.GetAsync("orders?expand=lines", Stop);

        Assert.Equal([DpopRig.Dpop(1)], rig.SentTokens);
        await rig.AssertProvenAsync();
        Assert.Equal("https://api.example.com/v1/orders", Assert.Single(rig.Proofs).Text("htu"));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("PURGE")]
    public async Task R228_R229_The_proof_is_of_the_method_and_of_the_token(string method)
    {
        using var rig = new DpopRig();
        using var request = new HttpRequestMessage(new HttpMethod(method), "orders/7");

        using var response = await rig.Http.SendAsync(request, Stop);

        var proof = Assert.Single(rig.Proofs);
        Assert.Equal(method, proof.Text("htm"));
        Assert.Equal(ProofRig.HashOf(rig.Token(1)), proof.Text("ath"));
        Assert.Equal(rig.Clock.GetUtcNow().ToUnixTimeSeconds(), proof.Number("iat"));
        await rig.AssertProvenAsync();
    }

    [Fact]
    public async Task R237_A_bound_token_of_the_caller_is_proven_as_well_and_its_nonces_are_kept()
    {
        var calls = 0;
        using var rig = new DpopRig(_ => ++calls == 1 ? DpopRig.Answer(HttpStatusCode.Unauthorized, "n-1", DpopRig.WantsNonce) : new HttpResponseMessage(HttpStatusCode.OK), policy: TokenPolicy.CallerSupplied);

        using var first = await rig.Http.SendAsync(DpopRig.Supplied(rig.Token(1)), Stop);
        using var second = await rig.Http.SendAsync(DpopRig.Supplied(rig.Token(2)), Stop);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal([DpopRig.Dpop(1), DpopRig.Dpop(1), DpopRig.Dpop(2)], rig.SentTokens);
        Assert.Equal([null, "n-1", "n-1"], rig.Nonces);
        await rig.AssertProvenAsync();
    }

    [Fact]
    public async Task R230_Each_request_has_a_proof_of_its_own()
    {
        using var rig = new DpopRig();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => rig.Http.GetAsync("orders", Stop)));

        Assert.Equal(20, rig.Proofs.Select(proof => proof.Text("jti")).Distinct().Count());
        await rig.AssertProvenAsync();
    }

    [Fact]
    public async Task R230_Attempts_of_an_outer_retry_carry_a_proof_each_and_the_token_of_their_time()
    {
        var calls = 0;
        using var rig = new DpopRig(_ => ++calls < 3 ? throw new HttpRequestException("broken") : new HttpResponseMessage(HttpStatusCode.OK));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(The.Api, "orders"));
        using var http = new HttpMessageInvoker(rig.Handler, disposeHandler: false);

        await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(request, Stop));
        await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(request, Stop));
        rig.Clock.Advance(TimeSpan.FromHours(1));
        using var response = await http.SendAsync(request, Stop);

        Assert.Equal([DpopRig.Dpop(1), DpopRig.Dpop(1), DpopRig.Dpop(2)], rig.SentTokens);
        Assert.Equal(3, rig.Proofs.Select(proof => proof.Text("jti")).Distinct().Count());
        Assert.NotEqual(rig.Proofs[0].Text("ath"), rig.Proofs[2].Text("ath"));
        Assert.Equal(3600, rig.Proofs[2].Number("iat") - rig.Proofs[0].Number("iat"));
    }

    [Fact]
    public async Task A_key_that_is_elsewhere_signs_the_proofs_too()
    {
        using var own = SigningKey.Generate();
        var signer = new RemoteSigner(own);
        using var rig = new DpopRig(key: DpopKey.From(signer, own.ExportPublicJwk()));

        using var response = await rig.Http.PostAsync("orders", JsonContent.Create(new { Id = 7 }), Stop);

        Assert.Equal(1, signer.Signatures);
        await rig.AssertProvenAsync();
    }

    [Fact]
    public async Task Without_a_proof_nothing_is_sent()
    {
        using var own = SigningKey.Generate();
        var gate = new TaskCompletionSource();
        var signer = new RemoteSigner(own) { Gate = gate.Task };
        using var rig = new DpopRig(key: DpopKey.From(signer, own.ExportPublicJwk()));
        using var cancellation = new CancellationTokenSource();

        var call = rig.Http.GetAsync("orders", cancellation.Token);
        await Eventually.IsTrueAsync(() => signer.Signatures == 1);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        signer.Gate = Task.FromException(new TimeoutException("no answer"));
        await Assert.ThrowsAsync<TimeoutException>(() => rig.Http.GetAsync("orders", Stop));
        Assert.Empty(rig.Api.Requests);
    }

    [Theory]
    [InlineData("DPoP")]
    [InlineData("Authorization")]
    public async Task R285_A_header_of_the_caller_is_a_conflict_and_nothing_is_sent(string name)
    {
        using var rig = new DpopRig();
        rig.Http.DefaultRequestHeaders.TryAddWithoutValidation(name, "DPoP " + The.Canary);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Http.GetAsync("orders", Stop));

        Assert.Contains(name, e.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Api.Requests);
    }

    [Theory]
    [InlineData("success")]
    [InlineData("failure")]
    [InlineData("nonce")]
    [InlineData("refusal")]
    [InlineData("always refused")]
    [InlineData("scope")]
    [InlineData("cancelled")]
    [InlineData("second broken")]
    public async Task Both_headers_are_off_again_on_every_way_out(string way)
    {
        foreach (var late in (bool[])[false, true])
        {
            var calls = 0;
            var seen = new List<(string Authorization, string Proof)>();
            using var inner = new AttemptHandler(late, request =>
            {
                seen.Add((request.Headers.NonValidated["Authorization"].ToString(), request.Headers.NonValidated["DPoP"].ToString()));
                return (way, ++calls) switch
                {
                    ("failure", _) or ("second broken", 2) => throw new HttpRequestException("broken"),
                    ("nonce" or "second broken", 1) => DpopRig.Answer(HttpStatusCode.Unauthorized, "n-1", DpopRig.WantsNonce),
                    ("refusal", 1) or ("always refused", _) => DpopRig.Answer(HttpStatusCode.Unauthorized, "n-1", "DPoP error=\"invalid_token\""),
                    ("scope", _) => DpopRig.Answer(HttpStatusCode.Forbidden, null, "DPoP error=\"insufficient_scope\""),
                    ("cancelled", _) => throw new TaskCanceledException(),
                    _ => new HttpResponseMessage(HttpStatusCode.OK),
                };
            });
            using var rig = new DpopRig(inner: inner);
            using var request = new HttpRequestMessage(HttpMethod.Post, "orders") { Content = new StringContent("x") };

            await Record.ExceptionAsync(() => rig.Http.SendAsync(request, Stop));

            Assert.Equal(way is "nonce" or "refusal" or "always refused" or "second broken" ? 2 : 1, calls);
            Assert.All(seen, sent => Assert.StartsWith("DPoP ", sent.Authorization, StringComparison.Ordinal));
            Assert.Equal(calls, seen.Select(sent => sent.Proof).Distinct().Count());
            Assert.False(request.Headers.NonValidated.Contains("Authorization"));
            Assert.False(request.Headers.NonValidated.Contains("DPoP"));
        }
    }

    [Theory]
    [InlineData("DPoP error=\"insufficient_scope\", scope=\"orders.write\"", typeof(InsufficientScopeException))]
    [InlineData("Bearer error=\"insufficient_scope\", dpop error=insufficient_user_authentication", typeof(StepUpRequiredException))]
    [InlineData("Bearer error=\"insufficient_scope\", DPoP algs=\"ES256\"", typeof(InsufficientScopeException))]
    public async Task R282_R283_Refusals_are_typed_for_bound_tokens_as_well(string challenge, Type type)
    {
        using var rig = new DpopRig(_ => DpopRig.Answer(HttpStatusCode.Forbidden, null, challenge));

        Assert.IsType(type, await Assert.ThrowsAnyAsync<OAuthException>(() => rig.Http.GetAsync("orders", Stop)));
        Assert.Single(rig.Api.Requests);
    }

    private sealed class AttemptHandler(bool late, Func<HttpRequestMessage, HttpResponseMessage> respond) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (late)
            {
                await Task.Yield();
            }

            return respond(request);
        }
    }
}
