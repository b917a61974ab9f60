using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>CIBA, which OpenIddict doesn't have.</summary>
[Collection<OidcProviderCollection>]
public sealed class OidcProviderBackchannelTests(OidcProviderServer server) : UserInteropTests<OidcProviderServer>(server)
{
    private const string Ciba = "urn:openid:params:grant-type:ciba";

    private static readonly BackchannelAuthenticationRequest _request = new() { LoginHint = InteropServer.UserName, Scope = "openid", BindingMessage = "W4SCT" };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_back_channel_asks_the_user(bool approve)
    {
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        using OAuthClient client = CreateClient(Server, await RegisterAsync(), clock);
        BackchannelAuthentication authentication = await client.StartBackchannelAuthenticationAsync(_request, Cancellation);
        TokenPoller poller = new(client, authentication);
        Assert.IsType<PollPending>(await PollAsync(poller, clock));

        await Server.DecideBackchannelAsync(authentication.AuthReqId.Reveal(), approve);
        PollResult result = await PollAsync(poller, clock);

        Assert.Equal(approve ? typeof(PollTokens) : typeof(PollDenied), result.GetType());
        Assert.Equal(approve, (result as PollTokens)?.Tokens.IdToken?.Subject == InteropServer.UserName);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    [InlineData("Ed25519")]
    public async Task A_request_is_signed_by_the_client(string algorithm)
    {
        JwsSigner key = algorithm == "Ed25519" ? EdwardsKey.Create(algorithm) : SigningKey.Generate(algorithm);
        using IDisposable? owned = key as IDisposable;
        using OAuthClient client = CreateClient(
            Server,
            await Server.RegisterAsync(RegisteredClient.Create("private_key_jwt") with { GrantTypes = [Ciba], SigningKey = key, RequestAlgorithm = algorithm }));

        BackchannelAuthentication authentication = await client.StartBackchannelAuthenticationAsync(
            new BackchannelAuthenticationRequest { LoginHint = InteropServer.UserName, Scope = "openid", RequestedExpiry = TimeSpan.FromMinutes(2), Signer = key }, Cancellation);

        await AssertTokensAsync(client, authentication);
    }

    [Fact]
    public async Task An_ID_token_says_which_user_to_ask()
    {
        using OAuthClient client = CreateClient(
            Server, await Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with { GrantTypes = [Ciba, "authorization_code", "refresh_token"] }));
        TokenSet login = await RedeemCodeAsync(client);

        BackchannelAuthentication authentication = await client.StartBackchannelAuthenticationAsync(
            new BackchannelAuthenticationRequest { IdTokenHint = login.EncodedIdToken, Scope = "openid" }, Cancellation);

        await AssertTokensAsync(client, authentication);
    }

    [Fact]
    public async Task A_client_of_the_ping_mode_is_told()
    {
        BackchannelAuthentication? authentication = null;
        TaskCompletionSource<PingNotification> received = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WebApplication application = LoopbackHost.CreateBuilder(Server.Certificate).Build();
        application.Run(async context =>
        {
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body);
            PingNotification ping = await PingNotification.VerifyAsync(
                context.Request.Headers.Authorization, body.ToArray(), (id, _) => new(id.Equals(authentication?.AuthReqId) ? authentication.ClientNotificationToken : null));
            context.Response.StatusCode = ping.StatusCode;
            received.TrySetResult(ping);
        });
        await application.StartAsync(Cancellation);
        RegisteredClient registration = await Server.RegisterAsync(
            RegisteredClient.Create("client_secret_basic") with { GrantTypes = [Ciba], NotificationEndpoint = new Uri(LoopbackHost.AddressOf(application), "ping") });
        using OAuthClient client = CreateClient(Server, registration);
        authentication = await client.StartBackchannelAuthenticationAsync(
            new BackchannelAuthenticationRequest { LoginHint = InteropServer.UserName, Scope = "openid", UsePing = true }, Cancellation);
        TokenPoller poller = new(client, authentication);

        await Server.DecideBackchannelAsync(authentication.AuthReqId.Reveal(), approve: true);
        PingNotification notification = await received.Task.WaitAsync(Cancellation);
        poller.Notify();

        Assert.True(notification.IsValid);
        Assert.IsType<PollTokens>(await poller.PollAsync(Cancellation));
    }

    private async Task AssertTokensAsync(OAuthClient client, BackchannelAuthentication authentication)
    {
        await Server.DecideBackchannelAsync(authentication.AuthReqId.Reveal(), approve: true);

        TokenSet tokens = await client.RequestTokenAsync(new BackchannelAuthenticationGrant(authentication), Cancellation);

        Assert.Equal(InteropServer.UserName, tokens.IdToken?.Subject);
    }

    private Task<RegisteredClient> RegisterAsync()
    {
        return Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with { GrantTypes = [Ciba] });
    }
}
