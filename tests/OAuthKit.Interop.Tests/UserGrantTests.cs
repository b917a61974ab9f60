using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>The grants of users through the public API, the user simulated.</summary>
public abstract class UserGrantTests<TServer>(TServer server) : InteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    private const string Scope = "openid offline_access";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Fact]
    public async Task A_code_brings_all_tokens()
    {
        using OAuthClient client = CreateClient(Server, await RegisterAsync());

        TokenSet tokens = await RedeemCodeAsync(client);

        Assert.NotNull(tokens.RefreshToken);
        Assert.Equal(Server.Issuer, tokens.IdToken?.Issuer);
        Assert.Equal(InteropServer.UserName, tokens.IdToken?.Subject);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        RegisteredClient registration = await RegisterAsync();
        using OAuthClient client = CreateClient(Server, registration);
        string code = await ApproveAsync(registration);
        await client.RequestTokenAsync(GrantFor(code), Cancellation);

        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(GrantFor(code), Cancellation));

        Assert.Equal("invalid_grant", error.Error);
    }

    [Fact]
    public async Task A_refresh_token_is_replaced_with_every_use_and_its_reuse_is_refused()
    {
        using OAuthClient client = CreateClient(Server, await RegisterAsync());
        TokenSet first = await RedeemCodeAsync(client);

        TokenSet second = await client.RequestTokenAsync(new RefreshTokenGrant(first), Cancellation);
        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(new RefreshTokenGrant(first), Cancellation));

        Assert.NotEqual(first.RefreshToken!.Reveal(), second.RefreshToken!.Reveal());
        Assert.Equal("invalid_grant", error.Error);
    }

    [Fact]
    public async Task Fifty_callers_with_an_expired_token_refresh_it_once()
    {
        RegisteredClient registration = await RegisterAsync();
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        using OAuthClient client = CreateClient(Server, registration, clock);
        // Without an ID token, whose end the server would take from another clock than this one.
        TokenPolicy policy = new(TokenSource.RefreshToken(client, await RedeemCodeAsync(client, "offline_access")), client.Tokens, "user");
        await client.Tokens.GetTokenAsync(policy, Cancellation);
        clock.Advance(InteropServer.AccessTokenLifetime + TimeSpan.FromHours(1));
        int requests = await Server.CountTokenRequestsAsync(registration);

        TokenSet[] all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => client.Tokens.GetTokenAsync(policy, Cancellation).AsTask(), Cancellation)));

        Assert.Single(all.Select(tokens => tokens.AccessToken.Reveal()).Distinct());
        Assert.Equal(requests + 1, await Server.CountTokenRequestsAsync(registration));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_device_waits_for_its_user(bool approve)
    {
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        using OAuthClient client = CreateClient(Server, await RegisterAsync(), clock);
        DeviceAuthorization authorization = await client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest { Scope = Scope }, Cancellation);
        TokenPoller poller = new(client, authorization);
        Assert.IsType<PollPending>(await PollAsync(poller, clock));

        await Server.DecideDeviceAsync(authorization.UserCode, approve);
        PollResult result = await PollAsync(poller, clock);

        Assert.Equal(approve ? typeof(PollTokens) : typeof(PollDenied), result.GetType());
    }

    [Fact]
    public async Task A_token_is_exchanged_for_another()
    {
        using OAuthClient client = CreateClient(Server, await RegisterAsync());
        TokenSet tokens = await RedeemCodeAsync(client);

        TokenSet exchanged = await client.RequestTokenAsync(new TokenExchangeGrant(tokens), Cancellation);

        Assert.NotEqual(tokens.AccessToken.Reveal(), exchanged.AccessToken.Reveal());
    }

    [Fact]
    public async Task UserInfo_says_who_the_user_is()
    {
        using OAuthClient client = CreateClient(Server, await RegisterAsync());
        TokenSet tokens = await RedeemCodeAsync(client);

        UserInfo user = await client.GetUserInfoAsync(tokens, tokens.IdToken!.Subject, Cancellation);

        Assert.Equal("Name of alice", user.Name);
        await Assert.ThrowsAsync<OAuthException>(() => client.GetUserInfoAsync(tokens, "bob", Cancellation));
    }

    [Fact]
    public async Task A_revoked_refresh_token_is_not_active()
    {
        using OAuthClient client = CreateClient(Server, await RegisterAsync());
        TokenSet tokens = await RedeemCodeAsync(client);
        Introspection before = await client.IntrospectAsync(tokens.RefreshToken!, cancellationToken: Cancellation);

        await client.RevokeAsync(tokens.RefreshToken!, Cancellation);
        Introspection after = await client.IntrospectAsync(tokens.RefreshToken!, cancellationToken: Cancellation);

        Assert.True(before.IsActive);
        Assert.Equal(InteropServer.UserName, before.Subject);
        Assert.False(after.IsActive);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public async Task A_client_proves_itself_with_its_key(string algorithm)
    {
        using SigningKey key = SigningKey.Generate(algorithm);
        using OAuthClient client = CreateClient(Server, await Server.RegisterAsync(RegisteredClient.Create("private_key_jwt") with { SigningKey = key }));

        TokenSet first = await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation);
        TokenSet second = await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation);

        Assert.NotEqual(first.AccessToken.Reveal(), second.AccessToken.Reveal());
    }

    private Task<RegisteredClient> RegisterAsync()
    {
        return Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with
        {
            GrantTypes =
            [
                "client_credentials", "authorization_code", "refresh_token",
                "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:token-exchange",
            ],
        });
    }

    /// <summary>One poll, and the wait before it, which passes at once.</summary>
    protected static async Task<PollResult> PollAsync(TokenPoller poller, FakeTimeProvider clock)
    {
        Task<PollResult> poll = poller.PollAsync(Cancellation);
        clock.Advance(poller.Interval);
        return await poll;
    }

    private static AuthorizationCodeGrant GrantFor(string code)
    {
        return new AuthorizationCodeGrant(AuthorizationCode.Parse(code)) { RedirectUri = InteropServer.RedirectUri, CodeVerifier = CodeVerifier.Parse(Verifier) };
    }

    private async Task<TokenSet> RedeemCodeAsync(OAuthClient client, string scope = Scope)
    {
        string code = await ApproveAsync(new RegisteredClient(client.ClientId, string.Empty, "client_secret_basic"), scope);
        return await client.RequestTokenAsync(GrantFor(code), Cancellation);
    }

    private Task<string> ApproveAsync(RegisteredClient client, string scope = Scope)
    {
        return Server.ApproveCodeAsync(client, scope, Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Verifier))));
    }
}
