namespace OAuthKit;

public sealed class DpopPollingTests : IDisposable
{
    private readonly PollServer _server = new();
    private readonly OAuthClient _client;

    public DpopPollingTests()
    {
        _server.Answers = [PollServer.Pending, () => Proofs.WantsNonce("n1"), PollServer.SlowDown, Tokens];
        _client = new OAuthClient(The.Issuer, The.Basic, _server.Options) { Dpop = new DpopOptions() };
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task The_tokens_of_a_device_are_polled_for_with_one_key()
    {
        var authorization = await _client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest(), Stop);

        await AssertPolledAsync(new DeviceCodeGrant(authorization));

        Assert.False(_server.Handler.Requests.Single(request => request.Url.AbsolutePath == "/device").HasProof);
    }

    [Fact]
    public async Task The_tokens_of_a_user_who_confirms_elsewhere_are_polled_for_with_one_key()
    {
        var authentication = await _client.StartBackchannelAuthenticationAsync(new BackchannelAuthenticationRequest { LoginHint = "jane" }, Stop);

        await AssertPolledAsync(new BackchannelAuthenticationGrant(authentication));

        Assert.False(_server.Handler.Requests.Single(request => request.Url.AbsolutePath == "/backchannel").HasProof);
    }

    [Fact]
    public async Task R242_Each_device_has_a_key_of_its_own_unless_one_is_configured()
    {
        using var key = DpopKey.Create();
        using var configured = new OAuthClient(The.Issuer, The.Basic, _server.Options) { Dpop = new DpopOptions { Key = key } };
        _server.Answers = [Tokens];
        foreach (var client in (OAuthClient[])[_client, _client, configured, configured])
        {
            var authorization = await client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest(), Stop);
            await client.RequestTokenAsync(new DeviceCodeGrant(authorization), Stop);
        }

        await _client.RequestTokenAsync(The.Grant, Stop);

        var keys = _server.TokenRequests.Select(request => request.ProofKey).ToArray();
        Assert.Equal([key.Thumbprint, key.Thumbprint], keys[2..4]);
        Assert.Equal(4, keys.Distinct().Count());
    }

    private static HttpResponseMessage Tokens() => Proofs.Bound(more: $",\"id_token\":\"{PollServer.IdToken}\",\"refresh_token\":\"r-{The.Canary}\"");

    // Two answers that the user hasn't decided, one nonce in between, and the tokens; then the refresh.
    private async Task AssertPolledAsync(TokenGrant grant)
    {
        await Assert.ThrowsAsync<OAuthServerException>(() => _client.RequestTokenAsync(grant, Stop));
        await Assert.ThrowsAsync<OAuthServerException>(() => _client.RequestTokenAsync(grant, Stop));
        var tokens = await _client.RequestTokenAsync(grant, Stop);
        await _client.RequestTokenAsync(new RefreshTokenGrant(tokens), Stop);

        Assert.Equal([null, null, "n1", "n1", "n1"], _server.TokenRequests.Select(request => request.ProofNonce));
        Assert.Equal(tokens.AccessToken.Dpop!.Key.Thumbprint, Assert.Single(_server.TokenRequests.Select(request => request.ProofKey).Distinct()));
        Assert.Equal(5, _server.TokenRequests.Select(request => request.Proof.Text("jti")).Distinct().Count());
    }
}
