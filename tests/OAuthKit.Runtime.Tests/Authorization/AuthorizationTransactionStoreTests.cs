namespace OAuthKit;

public sealed class AuthorizationTransactionStoreTests : IDisposable
{
    private readonly AuthorizationRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task R054_R079_A_transaction_is_taken_once()
    {
        var store = Store();
        var transaction = await _rig.BeginAsync();
        store.Add(transaction, "browser");
        var callback = AuthorizationRig.Answer(transaction);

        Assert.Same(transaction, store.Take(callback, "browser"));

        AssertUnknown(store, callback, "browser");
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public async Task R054_An_unknown_state_finds_nothing_and_nothing_is_sent()
    {
        var store = Store();
        store.Add(await _rig.BeginAsync(), "browser");
        var before = _rig.Server.Handler.Requests.Length;

        AssertUnknown(store, AuthorizationCallback.FromQuery("code=x&state=other"), "browser");
        AssertUnknown(store, AuthorizationCallback.FromQuery("code=x&state="), "browser");
        AssertUnknown(store, AuthorizationCallback.FromQuery("code=x"), "browser");
        AssertUnknown(store, AuthorizationCallback.FromQuery("response=x"), "browser");

        Assert.Equal(1, store.Count);
        Assert.Equal(before, _rig.Server.Handler.Requests.Length);
    }

    [Fact]
    public async Task R044_Another_browser_finds_nothing_and_takes_nothing_away()
    {
        var store = Store();
        var transaction = await _rig.BeginAsync();
        store.Add(transaction, "attacker");

        AssertUnknown(store, AuthorizationRig.Answer(transaction), "victim");

        Assert.Same(transaction, store.Take(transaction.State, "attacker"));
        Assert.Throws<ArgumentException>(() => store.Add(transaction, ""));
        Assert.Throws<ArgumentException>(() => store.Take(transaction.State, ""));
    }

    [Fact]
    public async Task R044_Two_logins_in_one_browser_have_a_transaction_each()
    {
        var store = Store();
        var one = await _rig.BeginAsync();
        var other = await _rig.BeginAsync();
        store.Add(one, "browser");
        store.Add(other, "browser");

        Assert.Same(other, store.Take(AuthorizationRig.Answer(other), "browser"));
        Assert.Same(one, store.Take(AuthorizationRig.Answer(one), "browser"));
    }

    [Fact]
    public async Task R054_What_has_expired_is_gone()
    {
        var store = Store();
        var longer = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Lifetime = TimeSpan.FromHours(1) });
        var shorter = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Lifetime = TimeSpan.FromMinutes(1) });
        store.Add(longer, "browser");
        store.Add(shorter, "browser");

        _rig.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        AssertUnknown(store, AuthorizationRig.Answer(shorter), "browser");
        Assert.Same(longer, store.Take(longer.State, "browser"));
    }

    [Fact]
    public async Task R054_Where_there_are_too_many_the_oldest_goes()
    {
        var store = Store(2);
        var transactions = new[] { await _rig.BeginAsync(), await _rig.BeginAsync(), await _rig.BeginAsync() };
        foreach (var transaction in transactions)
        {
            store.Add(transaction, "browser");
        }

        Assert.Equal(2, store.Count);
        AssertUnknown(store, AuthorizationRig.Answer(transactions[0]), "browser");
        Assert.Same(transactions[1], store.Take(transactions[1].State, "browser"));
        Assert.Throws<ArgumentException>(() => store.Add(transactions[2], "browser"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Store(0));
    }

    [Fact]
    public async Task R054_Of_many_at_once_one_takes_it()
    {
        var store = Store();
        var transaction = await _rig.BeginAsync();
        store.Add(transaction, "browser");

        var taken = 0;
        Parallel.For(0, 32, _ =>
        {
            try
            {
                store.Take(transaction.State, "browser");
                Interlocked.Increment(ref taken);
            }
            catch (OAuthException)
            {
                return;
            }
        });

        Assert.Equal(1, taken);
    }

    [Fact]
    public async Task A_signed_response_is_found_by_the_state_inside()
    {
        var store = Store();
        var transaction = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, ResponseMode = ResponseModes.Jwt });
        store.Add(transaction, "browser");

        var jwt = _rig.Key.Sign($$"""{"state":"{{transaction.State}}"}""");

        Assert.Same(transaction, store.Take(AuthorizationCallback.FromQuery("response=" + jwt), "browser"));
    }

    private AuthorizationTransactionStore Store(int capacity = AuthorizationTransactionStore.DefaultCapacity) => new(capacity, _rig.Server.Clock);

    private static void AssertUnknown(AuthorizationTransactionStore store, AuthorizationCallback callback, string browser) =>
        Assert.Equal(OAuthFault.AuthorizationTransactionUnknown, Assert.Throws<OAuthException>(() => store.Take(callback, browser)).Code);
}
