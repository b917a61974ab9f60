using System.Text;

namespace OAuthKit;

public sealed class JwsWriterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Algorithms() => ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task R031_Signs_with_the_algorithm_of_the_key(string algorithm)
    {
        using var key = Pki.Key(algorithm, "2026-01");

        var jwt = await WriteAsync(key, "client-authentication+jwt");

        Assert.Equal(algorithm, jwt.Header.GetProperty("alg").GetString());
        Assert.True(jwt.IsSignedBy(key.ExportPublicJwk()));
        using var other = Pki.Key(algorithm, other: true);
        Assert.False(jwt.IsSignedBy(other.ExportPublicJwk()));
    }

    [Fact]
    public async Task R032_The_header_has_alg_kid_and_typ_only()
    {
        using var named = SigningKey.Generate(keyId: "ключ \"1\"");
        using var nameless = SigningKey.Generate();

        var jwt = await WriteAsync(named, "client-authentication+jwt");

        Assert.Equal(["alg", "kid", "typ"], jwt.HeaderNames);
        Assert.Equal("ключ \"1\"", jwt.Header.GetProperty("kid").GetString());
        Assert.Equal("client-authentication+jwt", jwt.Header.GetProperty("typ").GetString());
        Assert.Equal(["alg"], (await WriteAsync(nameless, null)).HeaderNames);
    }

    [Fact]
    public async Task Long_claims_are_written_as_well()
    {
        using var key = SigningKey.Generate();
        var text = new string('€', 20_000);

        var jwt = await WriteAsync(key, null, text);

        Assert.Equal(text, jwt.Text("text"));
        Assert.True(jwt.IsSignedBy(key.ExportPublicJwk()));
    }

    [Fact]
    public async Task A_signer_of_ones_own_signs_when_it_can()
    {
        using var key = SigningKey.Generate();
        var gate = new TaskCompletionSource();
        var signer = new RemoteSigner(key) { Gate = gate.Task };

        var writing = WriteAsync(signer, null);
        Assert.False(writing.IsCompleted);
        gate.SetResult();

        var jwt = await writing;
        Assert.Equal("remote", jwt.Header.GetProperty("kid").GetString());
        Assert.True(jwt.IsSignedBy(key.ExportPublicJwk()));
        Assert.Equal(1, signer.Signatures);
    }

    [Fact]
    public async Task Cancellation_reaches_a_signer_of_ones_own()
    {
        using var key = SigningKey.Generate();
        using var stop = new CancellationTokenSource();
        var signer = new RemoteSigner(key) { Gate = new TaskCompletionSource().Task };

        var writing = WriteAsync(signer, null, cancellationToken: stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task A_signer_that_signs_nothing_is_refused()
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(new EmptySigner(), null));

        Assert.Contains("empty signature", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_key_signs_for_many_threads_at_once()
    {
        foreach (var algorithm in (string[])["ES256", "PS256"])
        {
            using var key = Pki.Key(algorithm);
            var writer = new JwsWriter(key, "t");

            var texts = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => WriteAsync(writer, $"{i}", Stop), Stop)));

            Assert.All(texts, text => Assert.True(new DecodedJwt(text).IsSignedBy(key.ExportPublicJwk())));
            Assert.Equal(64, texts.Select(text => new DecodedJwt(text).Text("text")).Distinct().Count());
        }
    }

    [Fact]
    public void Signs_the_example_of_RFC_7515_A2()
    {
        var vector = Vectors.Find("jose.json", "sign", "jws-rs256");
        using var key = SigningKey.FromJwk(vector.GetProperty("jwk").GetRawText(), new SigningKeyOptions { Algorithm = "RS256" });
        var jws = vector.Text("jws");
        var dot = jws.LastIndexOf('.');
        Span<byte> signature = new byte[JwsSigner.MaxSignatureLength];

        Assert.True(key.TrySign(Encoding.UTF8.GetBytes(jws[..dot]), signature, out var length));

        Assert.Equal(jws[(dot + 1)..], System.Buffers.Text.Base64Url.EncodeToString(signature[..length]));
    }

    [Fact]
    public void The_key_of_RFC_7515_A3_verifies_its_example()
    {
        var vector = Vectors.Find("jose.json", "verify", "jws-es256");
        using var key = SigningKey.FromJwk(vector.GetProperty("jwk").GetRawText());

        Assert.True(new DecodedJwt(vector.Text("jws")).IsSignedBy(key.ExportPublicJwk()));
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("PS256")]
    public async Task Writing_allocates_little_more_than_the_text(string algorithm)
    {
        using var key = Pki.Key(algorithm, "2026-01");
        var writer = new JwsWriter(key, "client-authentication+jwt");
        var length = (await WriteAsync(writer, "x", Stop)).Length;
        await WriteAsync(writer, "x", Stop);
        Span<byte> signature = new byte[JwsSigner.MaxSignatureLength];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
        {
            key.TrySign("x"u8, signature, out _);
        }

        var alone = (GC.GetAllocatedBytesForCurrentThread() - before) / 50;
        before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
        {
            using var draft = writer.Begin();
            draft.Claims.WriteString("text", "x");
            Assert.True(draft.SignAsync(Stop).IsCompletedSuccessfully);
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 50;
        Assert.InRange(each - alone, 0, (2 * length) + 400);
    }

    private static async Task<DecodedJwt> WriteAsync(JwsSigner signer, string? type, string text = "x", CancellationToken? cancellationToken = null) =>
        new(await WriteAsync(new JwsWriter(signer, type), text, cancellationToken ?? Stop));

    private static async Task<string> WriteAsync(JwsWriter writer, string text, CancellationToken cancellationToken)
    {
        using var draft = writer.Begin();
        draft.Claims.WriteString("text", text);
        return await draft.SignAsync(cancellationToken);
    }

    private sealed class EmptySigner : JwsSigner
    {
        public override string Algorithm => "own";

        protected internal override ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => default;
    }
}
