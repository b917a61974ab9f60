namespace OAuthKit;

public sealed class SingleUseTests : IDisposable
{
    private readonly AuthorizationRig _rig = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task R079_A_response_is_processed_once()
    {
        var transaction = await _rig.BeginAsync();
        var kept = transaction.ToJson();
        var callback = AuthorizationRig.Answer(transaction);

        await _rig.CompleteAsync(transaction, callback);

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionUsed, transaction, callback);
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionUsed, AuthorizationTransaction.FromJson(kept), AuthorizationRig.Answer(transaction));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionUsed, AuthorizationTransaction.FromJson(kept), AuthorizationCallback.FromQuery($"code=another&state={transaction.State}"));
        Assert.Single(_rig.Server.RequestsTo("/token"));
    }

    [Fact]
    public async Task R079_An_error_or_a_failed_exchange_uses_it_up_as_well()
    {
        var refused = await _rig.BeginAsync();
        var failed = await _rig.BeginAsync();
        await Assert.ThrowsAsync<OAuthServerException>(() => _rig.CompleteAsync(refused, AuthorizationCallback.FromQuery($"error=access_denied&state={refused.State}")));
        _rig.Tokens = () => """{"error":"invalid_grant"}""";
        await Assert.ThrowsAsync<OAuthServerException>(() => _rig.CompleteAsync(failed, AuthorizationRig.Answer(failed)));

        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionUsed, refused, AuthorizationRig.Answer(refused));
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionUsed, failed, AuthorizationRig.Answer(failed));
    }

    [Fact]
    public async Task R079_Of_many_at_once_one_is_processed()
    {
        var transaction = await _rig.BeginAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            try
            {
                await _rig.CompleteAsync(transaction, AuthorizationRig.Answer(transaction));
                return "";
            }
            catch (OAuthException e)
            {
                return e.Code;
            }
        })));

        Assert.Single(results, "");
        Assert.Equal(15, results.Count(code => code == OAuthFault.AuthorizationTransactionUsed));
        Assert.Single(_rig.Server.RequestsTo("/token"));
    }

    [Fact]
    public async Task R054_A_response_that_comes_too_late_is_refused()
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Lifetime = TimeSpan.FromMinutes(1) });

        _rig.Server.Clock.Advance(TimeSpan.FromSeconds(59));
        var checkedInTime = await _rig.ValidateAsync(transaction, AuthorizationRig.Answer(transaction));
        var late = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Lifetime = TimeSpan.FromMinutes(1) });
        _rig.Server.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.NotNull(checkedInTime.Code);
        await _rig.AssertRefusedAsync(OAuthFault.AuthorizationTransactionExpired, late, AuthorizationRig.Answer(late));
    }

    [Fact]
    public void R054_The_memory_of_used_responses_is_bounded()
    {
        var states = new UsedStates();
        var now = _rig.Server.Clock.GetUtcNow();
        for (var i = 0; i < UsedStates.Capacity + 1; i++)
        {
            Assert.True(states.TryUse(Transaction(i, now.AddMinutes(15)), now));
        }

        Assert.True(states.TryUse(Transaction(0, now.AddMinutes(15)), now));
        Assert.False(states.TryUse(Transaction(UsedStates.Capacity, now.AddMinutes(15)), now));
        Assert.True(states.TryUse(Transaction(UsedStates.Capacity, now.AddMinutes(15)), now.AddMinutes(15)));
    }

    [Fact]
    public async Task A_token_source_exchanges_the_code_once_and_refreshes_for_the_same_resources()
    {
        var transaction = await _rig.BeginAsync(new() { RedirectUri = AuthorizationRig.Callback, Scope = "orders", Resource = ["urn:a"] });
        _rig.Tokens = () => """{"access_token":"t","token_type":"Bearer","expires_in":60,"refresh_token":"r"}""";

        var response = await _rig.ValidateAsync(transaction, AuthorizationRig.Answer(transaction));
        var source = TokenSource.AuthorizationCode(_rig.Client, response.ToGrant());
        var policy = new TokenPolicy(source, _rig.Server.Keep(new TokenManager(new() { TimeProvider = _rig.Server.Clock })), "orders");
        await policy.Manager!.GetTokenAsync(policy, Stop);
        _rig.Server.Clock.Advance(TimeSpan.FromMinutes(2));
        await policy.Manager.GetTokenAsync(policy, Stop);

        Assert.Equal(["authorization_code", "refresh_token"], _rig.Server.RequestsTo("/token").Select(sent => sent.Form["grant_type"].Single()));
        Assert.All(_rig.Server.RequestsTo("/token"), sent => Assert.Equal(["urn:a"], sent.Form["resource"]));
    }

    [Fact]
    public async Task R085_The_code_goes_to_no_other_server_than_the_user_was_sent_to()
    {
        var transaction = await _rig.BeginAsync();
        var response = await _rig.ValidateAsync(transaction, AuthorizationRig.Answer(transaction));
        using var other = new OAuthClient("https://evil.example", The.Basic, _rig.Server.Options);

        await Assert.ThrowsAsync<ArgumentException>(() => other.RequestTokenAsync(response.ToGrant(), Stop));
        Assert.Empty(_rig.Server.RequestsTo("/token"));
    }

    private static AuthorizationTransaction Transaction(int number, DateTimeOffset expiresAt) => new()
    {
        Issuer = The.Issuer,
        ClientId = The.ClientId,
        RedirectUri = AuthorizationRig.Callback,
        ResponseType = ResponseTypes.Code,
        State = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        CreatedAt = default,
        ExpiresAt = expiresAt,
    };
}
