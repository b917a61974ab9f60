namespace OAuthKit;

public sealed class DpopNoncesTests
{
    private readonly DpopNonces _nonces = new();

    [Fact]
    public void R234_A_nonce_is_kept_for_its_origin_only()
    {
        _nonces.Keep(new Uri("https://one.example/token?a=b"), "n1");

        Assert.Equal("n1", _nonces.Find(new Uri("https://one.example/other")));
        Assert.Equal("n1", _nonces.Find(new Uri("https://ONE.example:443/")));
        Assert.Null(_nonces.Find(new Uri("https://two.example/token")));
        Assert.Null(_nonces.Find(new Uri("https://one.example:8443/token")));
        Assert.Null(_nonces.Find(new Uri("http://one.example:443/token")));
    }

    [Fact]
    public void R233_A_later_nonce_replaces_the_earlier()
    {
        Assert.Equal("n1", Keep("n1"));
        Assert.Equal("n2", Keep("n2"));

        Assert.Equal("n2", _nonces.Find(The.Api));
    }

    [Theory]
    [InlineData("n1", "n2")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("a\u007fb")]
    [InlineData("é")]
    public void R236_Several_nonces_and_an_invalid_one_are_ignored(params string[] values)
    {
        Keep("n0");

        Assert.Null(Keep(values));

        Assert.Equal("n0", _nonces.Find(The.Api));
    }

    [Fact]
    public void R236_A_nonce_without_end_is_ignored() => Assert.Null(Keep(new string('n', 4097)));

    [Theory]
    [InlineData("eyJ7S_zG.eyJH0-Z.HX4w-7v")]
    [InlineData("!#[]~,")]
    public void A_nonce_is_taken_as_it_came(string nonce) => Assert.Equal(nonce, Keep(nonce));

    [Fact]
    public void A_response_without_a_nonce_changes_nothing()
    {
        Keep("n1");

        Assert.Null(Keep());

        Assert.Equal("n1", _nonces.Find(The.Api));
    }

    [Fact]
    public void R234_The_origins_that_were_not_used_for_longest_go()
    {
        for (var i = 0; i < DpopNonces.MaxOrigins; i++)
        {
            _nonces.Keep(At(i), $"n{i}");
        }

        Assert.Equal("n0", _nonces.Find(At(0)));
        _nonces.Keep(At(2), "n2");
        _nonces.Keep(At(1000), "n1000");
        _nonces.Keep(At(1001), "n1001");

        Assert.Equal(["n0", null, "n2", null, "n4"], Enumerable.Range(0, 5).Select(i => _nonces.Find(At(i))));
        Assert.Equal("n1001", _nonces.Find(At(1001)));

        static Uri At(int i) => new($"https://rs-{i}.example/");
    }

    [Fact]
    public void Many_threads_keep_and_find_at_once() =>
        Parallel.For(0, 2000, i =>
        {
            var url = new Uri($"https://rs-{i % 300}.example/");
            _nonces.Keep(url, "n");
            Assert.True(_nonces.Find(url) is null or "n");
        });

    private string? Keep(params string[] values)
    {
        using var response = new HttpResponseMessage();
        foreach (var value in values)
        {
            response.Headers.TryAddWithoutValidation("DPoP-Nonce", value);
        }

        return _nonces.Keep(The.Api, response);
    }
}
