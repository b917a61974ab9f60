using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

[Collection(AloneCollection.Name)]
public sealed class DpopProofTests : IDisposable
{
    private static readonly Uri _url = new("https://api.example.com/v1/orders/42?page=2");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly DpopKey _key = DpopKey.Create();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Algorithms() => ["RS256", "PS256", "PS512", "ES256", "ES384", "ES512"];

    public static TheoryData<string> Proofs() => ["dpop-proof-token", "dpop-proof-refresh", "dpop-proof-resource"];

    public void Dispose() => _key.Dispose();

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task R225_S138_The_header_has_type_algorithm_and_public_key(string algorithm)
    {
        using var signing = Pki.Key(algorithm, "its-identifier");
        var key = DpopKey.From(signing);

        var proof = await ProveAsync(key);

        Assert.Equal("dpop+jwt", proof.Header.GetProperty("typ").GetString());
        Assert.Equal(algorithm, proof.Header.GetProperty("alg").GetString());
        Assert.Equal(["alg", "typ", "jwk"], proof.HeaderNames);
        Assert.Equal(algorithm[0] == 'E' ? ["crv", "kty", "x", "y"] : ["e", "kty", "n"], proof.Header.GetProperty("jwk").EnumerateObject().Select(member => member.Name));
        Assert.True(proof.IsSignedBy(proof.Header.GetProperty("jwk").GetRawText()));
        Assert.Equal(signing.Thumbprint, DpopKey.From(new RemoteSigner(signing), proof.Header.GetProperty("jwk").GetRawText()).Thumbprint);
    }

    [Theory]
    [MemberData(nameof(Proofs))]
    public async Task R226_A_proof_has_the_claims_of_the_examples_in_RFC_9449(string id)
    {
        var vector = Vectors.Find("dpop.json", "proof", id);
        var theirs = new DecodedJwt(vector.Text("jws"));
        Assert.True(theirs.IsSignedBy(vector.GetProperty("jwk").GetRawText()));
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(theirs.Number("iat")));
        var token = theirs.Claims.TryGetProperty("ath", out _) ? AccessToken.ParseDpop(Vectors.Find("dpop.json", "ath", "dpop-ath").Text("access_token"), _key, clock) : null;

        var ours = new DecodedJwt(await new DpopProver(_key, new DpopNonces(), clock).ProveAsync(new HttpMethod(theirs.Text("htm")), new Uri(theirs.Text("htu")), token, null, Stop));

        Assert.Equal(Names(theirs.Claims), Names(ours.Claims));
        foreach (var name in Names(theirs.Claims).Except(["jti"]))
        {
            Assert.Equal(theirs.Claims.GetProperty(name).GetRawText(), ours.Claims.GetProperty(name).GetRawText());
        }

        Assert.Equal(Names(theirs.Header), Names(ours.Header));
        Assert.Equal(Names(theirs.Header.GetProperty("jwk")), Names(ours.Header.GetProperty("jwk")));
        Assert.Equal("dpop+jwt", theirs.Header.GetProperty("typ").GetString());
    }

    [Fact]
    public async Task R226_Each_proof_has_an_identifier_of_128_random_bits()
    {
        var identifiers = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            identifiers.Add((await ProveAsync(_key)).Text("jti"));
        }

        Assert.Equal(100, identifiers.Count);
        Assert.All(identifiers, identifier => Assert.Equal(22, identifier.Length));
    }

    [Fact]
    public async Task R226_A_proof_is_of_the_time_of_the_clock()
    {
        var first = await ProveAsync(_key);
        _clock.Advance(TimeSpan.FromSeconds(90));
        var second = await ProveAsync(_key);

        Assert.Equal(1767225600, first.Number("iat"));
        Assert.Equal(1767225690, second.Number("iat"));
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("PURGE")]
    public async Task R228_A_proof_names_method_and_target(string method)
    {
        var proof = await ProveAsync(_key, method: new HttpMethod(method));

        Assert.Equal(method, proof.Text("htm"));
        Assert.Equal("https://api.example.com/v1/orders/42", proof.Text("htu"));
    }

    [Fact]
    public async Task R229_A_proof_has_the_hash_of_the_access_token_where_there_is_one()
    {
        var vector = Vectors.Find("dpop.json", "ath", "dpop-ath");
        var token = AccessToken.ParseDpop(vector.Text("access_token"), _key);

        var with = await ProveAsync(_key, token);
        var again = await ProveAsync(_key, token);
        var without = await ProveAsync(_key);

        Assert.Equal(vector.Text("expected"), with.Text("ath"));
        Assert.Equal(vector.Text("expected"), again.Text("ath"));
        Assert.False(without.Claims.TryGetProperty("ath", out _));
    }

    [Fact]
    public async Task A_proof_has_a_nonce_where_the_server_gave_one()
    {
        Assert.Equal("eyJ7S_zG.eyJH0-Z.HX4w-7v", (await ProveAsync(_key, nonce: "eyJ7S_zG.eyJH0-Z.HX4w-7v")).Text("nonce"));
        Assert.False((await ProveAsync(_key)).Claims.TryGetProperty("nonce", out _));
    }

    [Fact]
    public async Task A_key_elsewhere_proves_when_it_can()
    {
        using var signing = SigningKey.Generate();
        var gate = new TaskCompletionSource();
        var key = DpopKey.From(new RemoteSigner(signing) { Gate = gate.Task }, signing.ExportPublicJwk());

        var proving = ProveAsync(key);
        Assert.False(proving.IsCompleted);
        gate.SetResult();

        var proof = await proving;
        Assert.True(proof.IsSignedBy(signing.ExportPublicJwk()));
        Assert.Equal(["alg", "typ", "jwk"], proof.HeaderNames);
    }

    [Fact]
    public async Task One_key_proves_for_many_threads_at_once()
    {
        var proofs = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => ProveAsync(_key), Stop)));

        Assert.All(proofs, proof => Assert.True(proof.IsSignedBy(_key.PublicJwk)));
    }

    [Fact]
    public void A_token_that_is_bound_is_sent_as_DPoP()
    {
        var token = AccessToken.ParseDpop(The.Canary, _key);

        Assert.Equal($"DPoP {The.Canary}", token.AuthorizationHeader);
        Assert.Equal(The.Canary, token.Reveal());
        Assert.Same(_key, token.Dpop!.Key);
        Assert.Equal("DPoP", new TokenSet(token).TokenType);
        Assert.Null(AccessToken.Parse(The.Canary).Dpop);
        Assert.Throws<FormatException>(() => AccessToken.ParseDpop("a b", _key));
    }

    [Fact]
    public void A_proof_allocates_no_more_than_1700_bytes()
    {
        var token = AccessToken.ParseDpop(The.Token(1), _key, _clock);
        Prove();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Prove();
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        Assert.InRange(each, 0, 1700);

        void Prove()
        {
            var proving = token.Dpop!.ProveAsync(HttpMethod.Get, _url, token, "eyJ7S_zG.eyJH0-Z.HX4w-7v", Stop);
            Assert.True(proving.IsCompletedSuccessfully);
            Assert.NotEmpty(proving.Result);
        }
    }

    private async Task<DecodedJwt> ProveAsync(DpopKey key, AccessToken? token = null, string? nonce = null, HttpMethod? method = null, Uri? url = null)
    {
        var text = await new DpopProver(key, new DpopNonces(), _clock).ProveAsync(method ?? HttpMethod.Get, url ?? _url, token, nonce, Stop);
        return new DecodedJwt(text);
    }

    private static string[] Names(JsonElement json) => [.. json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)];
}
