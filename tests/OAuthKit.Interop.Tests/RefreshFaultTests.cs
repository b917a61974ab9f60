using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>Fifty callers share a login whose refresh token a server replaces with every use, and connections break on the way.</summary>
public abstract class RefreshFaultTests<TServer>(TServer server) : UserInteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    // The clock of these clients runs ahead, and an ID token would be too old for it.
    private const string WithoutIdToken = "offline_access";

    private const int Callers = 50;

    [Fact]
    public async Task Fifty_callers_with_an_expired_token_refresh_it_once_and_lose_nothing()
    {
        using Login login = await LogInAsync(Server);
        HashSet<string> refreshTokens = [login.RefreshToken!];

        for (int round = 1; round <= 3; round++)
        {
            login.Expire();
            Task<TokenSet>[] all = await login.CallAsync();

            Assert.Single(all.Select(call => call.Result.AccessToken.Reveal()).Distinct());
            Assert.Equal(round, await login.CountRefreshesAsync());
            Assert.True(refreshTokens.Add(login.RefreshToken!));
        }
    }

    [Fact]
    public async Task A_refresh_that_does_not_reach_the_server_is_made_up_for_with_the_same_refresh_token()
    {
        using Login login = await LogInAsync(Server);
        string? before = login.RefreshToken;
        login.Expire();

        login.Connection.Break(ConnectionFault.BeforeTheRequest);
        AssertAllFailed<HttpRequestException>(await login.CallAsync());

        Assert.Equal(1, login.Refreshes);
        Assert.Equal(0, await login.CountRefreshesAsync());
        Assert.Equal(before, login.RefreshToken);

        login.Wait();
        Task<TokenSet>[] all = await login.CallAsync();

        Assert.Single(all.Select(call => call.Result.AccessToken.Reveal()).Distinct());
        Assert.Equal(1, await login.CountRefreshesAsync());
        Assert.NotEqual(before, login.RefreshToken);
    }

    [Theory]
    [InlineData(ConnectionFault.BeforeTheAnswer)]
    [InlineData(ConnectionFault.WithinTheAnswer)]
    [InlineData(ConnectionFault.AnswerCutOff)]
    public async Task A_lost_answer_keeps_the_refresh_token_and_its_refusal_asks_for_a_login(ConnectionFault fault)
    {
        using Login login = await LogInAsync(Server);
        await LoseAnswerAsync(login, fault);

        AssertAllFailed<ReauthenticationRequiredException>(await login.CallAsync());
        login.Wait();
        AssertAllFailed<ReauthenticationRequiredException>(await login.CallAsync());

        Assert.True(login.Source.ReauthenticationRequired);
        Assert.Equal(2, login.Refreshes);
        Assert.Equal(2, await login.CountRefreshesAsync());

        login.Source.Use(await RedeemCodeAsync(Server, login.Client, WithoutIdToken));
        login.Expire();
        Task<TokenSet>[] all = await login.CallAsync();

        Assert.Single(all.Select(call => call.Result.AccessToken.Reveal()).Distinct());
    }

    [Theory]
    [InlineData(ConnectionFault.BeforeTheAnswer)]
    [InlineData(ConnectionFault.WithinTheAnswer)]
    [InlineData(ConnectionFault.AnswerCutOff)]
    public async Task A_lost_answer_costs_nothing_where_the_server_forgives_a_second_use(ConnectionFault fault)
    {
        await using TServer lenient = await StartOwnServerAsync(forgivesReuse: true);
        using Login login = await LogInAsync(lenient);
        await LoseAnswerAsync(login, fault);

        for (int refreshes = 2; refreshes <= 3; refreshes++)
        {
            Task<TokenSet>[] all = await login.CallAsync();

            Assert.Single(all.Select(call => call.Result.AccessToken.Reveal()).Distinct());
            Assert.Equal(refreshes, await login.CountRefreshesAsync());
            login.Expire();
        }
    }

    [Theory]
    [InlineData(ConnectionFault.BeforeTheRequest)]
    [InlineData(ConnectionFault.BeforeTheAnswer)]
    [InlineData(ConnectionFault.WithinTheAnswer)]
    [InlineData(ConnectionFault.AnswerCutOff)]
    public async Task A_renewal_ahead_of_time_that_fails_leaves_the_token_in_use(ConnectionFault fault)
    {
        using Login login = await LogInAsync(Server);
        string token = login.Source.Tokens!.AccessToken.Reveal();
        string? refreshToken = login.RefreshToken;
        login.Clock.Advance(InteropServer.AccessTokenLifetime - TimeSpan.FromMinutes(1));

        login.Connection.Break(fault);
        Task<TokenSet>[] during = await login.CallAsync();
        await login.Log.Failed.WaitAsync(Cancellation);
        Task<TokenSet>[] after = await login.CallAsync();

        Assert.All(during.Concat(after), call => Assert.Equal(token, call.Result.AccessToken.Reveal()));
        Assert.Equal(1, login.Refreshes);
        Assert.Equal(refreshToken, login.RefreshToken);
        Assert.False(login.Source.ReauthenticationRequired);
    }

    private static async Task LoseAnswerAsync(Login login, ConnectionFault fault)
    {
        string? before = login.RefreshToken;
        login.Expire();
        login.Connection.Break(fault);
        Task<TokenSet>[] all = await login.CallAsync();
        if (fault == ConnectionFault.AnswerCutOff)
        {
            Assert.Equal(OAuthFault.TokenResponseMalformed, AssertAllFailed<OAuthException>(all).Code);
        }
        else
        {
            AssertAllFailed<HttpRequestException>(all);
        }

        Assert.Equal(1, login.Refreshes);
        Assert.Equal(1, await login.CountRefreshesAsync());
        Assert.Equal(before, login.RefreshToken);
        Assert.False(login.Source.ReauthenticationRequired);
        login.Wait();
    }

    private static T AssertAllFailed<T>(Task<TokenSet>[] calls)
        where T : Exception
    {
        Assert.Equal(Callers, calls.Length);
        return calls.Select(call => Assert.IsType<T>(call.Exception?.InnerException)).First();
    }

    private static async Task<Login> LogInAsync(TServer server)
    {
        RegisteredClient registration = await RegisterForUsersAsync(server);
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        FaultingHandler connection = new(server.Handler);
        RenewalLog log = new();
        OAuthClient client = new(
            server.Issuer, registration.ToAuthentication(), new BackchannelOptions { Handler = connection, TimeProvider = clock, LoggerFactory = log });
        GrantTokenSource source = TokenSource.RefreshToken(client, await RedeemCodeAsync(server, client, WithoutIdToken));
        Login login = new(client, source, connection, clock, log, () => server.CountTokenRequestsAsync(registration));
        Assert.All(await login.CallAsync(), call => Assert.Same(source.Tokens, call.Result));
        return login;
    }

    /// <summary>A login over a connection that can break.</summary>
    private sealed class Login(OAuthClient client, GrantTokenSource source, FaultingHandler connection, FakeTimeProvider clock, RenewalLog log, Func<Task<int>> count) : IDisposable
    {
        // That of the code.
        private const int EarlierRequests = 1;

        private readonly TokenPolicy _policy = new(source, client.Tokens, "user");

        public OAuthClient Client => client;

        public GrantTokenSource Source => source;

        public FaultingHandler Connection => connection;

        public FakeTimeProvider Clock => clock;

        public RenewalLog Log => log;

        public string? RefreshToken => source.Tokens?.RefreshToken?.Reveal();

        /// <summary>The refreshes that the client has sent, broken ones included.</summary>
        public int Refreshes => connection.Posts - EarlierRequests;

        /// <summary>The refreshes that the server has seen.</summary>
        public async Task<int> CountRefreshesAsync()
        {
            return await count() - EarlierRequests;
        }

        public void Expire()
        {
            clock.Advance(InteropServer.AccessTokenLifetime + TimeSpan.FromHours(1));
        }

        /// <summary>Waits until a failure isn't handed on any more.</summary>
        public void Wait()
        {
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        /// <summary>All callers at once, and how it went for each.</summary>
        public async Task<Task<TokenSet>[]> CallAsync()
        {
            Task<TokenSet>[] calls = [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(() => client.Tokens.GetTokenAsync(_policy, Cancellation).AsTask(), Cancellation))];
            await Task.WhenAll(calls).ContinueWith(static _ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
            return calls;
        }

        public void Dispose()
        {
            client.Dispose();
        }
    }
}
