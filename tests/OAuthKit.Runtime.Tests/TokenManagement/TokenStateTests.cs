namespace OAuthKit;

public sealed class TokenStateTests
{
    [Fact]
    public async Task A_fresh_token_is_handed_out_at_once_and_without_a_request()
    {
        using var engine = new Engine();
        var first = await engine.GetAsync();

        engine.Advance(3600 - 300 - 31);
        var call = engine.GetAsync();

        Assert.True(call.IsCompletedSuccessfully);
        Assert.Same(first, await call);
        Assert.Equal(1, await engine.RequestsAsync());
    }

    [Fact]
    public async Task A_due_token_is_handed_out_at_once_and_renewed_once_in_the_background()
    {
        using var engine = new Engine();
        var first = await engine.GetAsync();
        var gate = new TaskCompletionSource();
        engine.Source.Script = async (number, stop) =>
        {
            await gate.Task.WaitAsync(stop);
            return engine.Source.Token(number);
        };

        engine.Advance(3600 - 300 + 31);
        for (var i = 0; i < 10; i++)
        {
            var call = engine.GetAsync();
            Assert.True(call.IsCompletedSuccessfully);
            Assert.Same(first, await call);
        }

        gate.SetResult();
        await engine.RenewedAsync(2);
        Assert.Equal(2, await engine.NumberAsync());
        Assert.Equal(2, await engine.RequestsAsync());
    }

    [Fact]
    public async Task A_stale_token_waits_for_its_successor()
    {
        using var engine = new Engine();
        await engine.GetAsync();

        engine.Advance(3600 - 29);

        Assert.Equal(2, await engine.NumberAsync());
    }

    [Fact]
    public async Task A_stale_token_is_handed_out_where_the_successor_is_late()
    {
        using var engine = new Engine();
        var first = await engine.GetAsync();
        engine.Source.Script = (_, stop) => new TaskCompletionSource<TokenSet>().Task.WaitAsync(stop);

        engine.Advance(3600 - 29);
        var call = engine.GetAsync().AsTask();
        Assert.False(call.IsCompleted);
        engine.Advance(5);

        Assert.Same(first, await call);
    }

    [Fact]
    public async Task A_stale_token_is_handed_out_where_there_is_no_successor()
    {
        using var engine = new Engine();
        var first = await engine.GetAsync();
        engine.Source.Script = (_, _) => throw new HttpRequestException("down");

        engine.Advance(3600 - 29);

        Assert.Same(first, await engine.GetAsync());
        Assert.Same(first, await engine.GetAsync());
        Assert.Equal(2, await engine.RequestsAsync());
    }

    [Fact]
    public async Task A_token_that_ends_while_its_successor_is_waited_for_is_not_handed_out()
    {
        using var engine = new Engine();
        await engine.GetAsync();
        var gate = new TaskCompletionSource();
        engine.Source.Script = async (number, stop) =>
        {
            await gate.Task.WaitAsync(stop);
            return engine.Source.Token(number);
        };

        engine.Advance(3600 - 2);
        var call = engine.GetAsync().AsTask();
        engine.Advance(2);
        await Task.Yield();
        Assert.False(call.IsCompleted);
        gate.SetResult();

        Assert.Equal(The.Token(2), (await call).AccessToken.Reveal());
    }

    [Fact]
    public async Task An_expired_token_is_not_handed_out()
    {
        using var engine = new Engine();
        await engine.GetAsync();

        engine.Advance(3600);

        Assert.Equal(2, await engine.NumberAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(60)]
    public async Task A_short_lived_token_is_kept_as_well(int lifetime)
    {
        using var engine = new Engine();
        engine.Source.Lifetime = TimeSpan.FromSeconds(lifetime);

        for (var i = 0; i < 10; i++)
        {
            await engine.GetAsync();
            engine.Advance(lifetime / 25d);
        }

        Assert.Equal(1, await engine.RequestsAsync());
    }

    [Fact]
    public async Task A_lifetime_of_zero_serves_those_who_wait_and_nobody_after_them()
    {
        using var engine = new Engine();
        engine.Source.Lifetime = TimeSpan.Zero;
        var gate = new TaskCompletionSource();
        engine.Source.Script = async (number, stop) =>
        {
            await gate.Task.WaitAsync(stop);
            return engine.Source.Token(number);
        };

        var waiting = Enumerable.Range(0, 10).Select(_ => engine.GetAsync().AsTask()).ToArray();
        gate.SetResult();

        Assert.All(await Task.WhenAll(waiting), tokens => Assert.Equal(The.Token(1), tokens.AccessToken.Reveal()));
        Assert.Equal(2, await engine.NumberAsync());
    }

    [Fact]
    public async Task A_renewal_that_brings_a_dead_token_leaves_the_living_one_in_service()
    {
        using var engine = new Engine();
        await engine.GetAsync();
        engine.Source.Lifetime = TimeSpan.Zero;

        engine.Advance(3600 - 200);
        await engine.GetAsync();
        await engine.RenewedAsync(2);

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(1, await engine.NumberAsync());
        }

        Assert.Equal(2, await engine.RequestsAsync());
    }

    [Fact]
    public async Task An_unknown_lifetime_is_the_default_one()
    {
        using var engine = new Engine(options => options.DefaultLifetime = TimeSpan.FromSeconds(100));
        engine.Source.Lifetime = null;
        await engine.GetAsync();

        engine.Advance(44);
        Assert.Equal(1, await engine.NumberAsync());
        Assert.Equal(1, await engine.RequestsAsync());
        engine.Advance(56);
        Assert.Equal(2, await engine.NumberAsync());
    }

    [Fact]
    public async Task A_lifetime_beyond_all_clocks_is_kept()
    {
        using var engine = new Engine(options => options.TimeProvider = TimeProvider.System);
        engine.Source.Script = (number, _) => Task.FromResult(new TokenSet(AccessToken.Parse(The.Token(number)), DateTimeOffset.MaxValue));

        await engine.GetAsync();
        await engine.GetAsync();

        Assert.Equal(1, await engine.RequestsAsync());
    }

    [Fact]
    public async Task The_same_token_again_is_not_asked_for_before_the_hard_margin()
    {
        using var engine = new Engine();
        var end = engine.Clock.GetUtcNow().AddHours(1);
        engine.Source.Script = (_, _) => Task.FromResult(new TokenSet(AccessToken.Parse(The.Token(1)), end, engine.Clock));
        await engine.GetAsync();

        engine.Advance(3600 - 260);
        await engine.GetAsync();
        await engine.RenewedAsync(2);
        for (; engine.Clock.GetUtcNow() < end.AddSeconds(-31); engine.Advance(1))
        {
            await engine.GetAsync();
            Assert.Equal(2, await engine.RequestsAsync());
        }

        for (; engine.Clock.GetUtcNow() < end; engine.Advance(0.1))
        {
            await engine.GetAsync();
        }

        Assert.InRange(await engine.RequestsAsync(), 3, 20);
    }
}
