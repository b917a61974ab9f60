using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>The grants of users through the public API, the user simulated.</summary>
public abstract class UserGrantTests<TServer>(TServer server) : UserInteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    [Fact]
    public async Task A_code_brings_all_tokens()
    {
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());

        TokenSet tokens = await RedeemCodeAsync(client);

        Assert.NotNull(tokens.RefreshToken);
        Assert.Equal(Server.Issuer, tokens.IdToken?.Issuer);
        Assert.Equal(InteropServer.UserName, tokens.IdToken?.Subject);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        string code = await ApproveAsync(Server, client);
        await client.RequestTokenAsync(GrantFor(code), Cancellation);

        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(GrantFor(code), Cancellation));

        Assert.Equal("invalid_grant", error.Error);
    }

    [Fact]
    public async Task A_refresh_token_is_replaced_with_every_use_and_its_reuse_is_refused()
    {
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        TokenSet first = await RedeemCodeAsync(client);

        TokenSet second = await client.RequestTokenAsync(new RefreshTokenGrant(first), Cancellation);
        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(new RefreshTokenGrant(first), Cancellation));

        Assert.NotEqual(first.RefreshToken!.Reveal(), second.RefreshToken!.Reveal());
        Assert.Equal("invalid_grant", error.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_device_waits_for_its_user(bool approve)
    {
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync(), clock);
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
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        TokenSet tokens = await RedeemCodeAsync(client);

        TokenSet exchanged = await client.RequestTokenAsync(new TokenExchangeGrant(tokens), Cancellation);

        Assert.NotEqual(tokens.AccessToken.Reveal(), exchanged.AccessToken.Reveal());
    }

    [Fact]
    public async Task A_generated_client_calls_on_behalf_of_a_user_by_exchange_of_their_token()
    {
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        TokenSet user = await RedeemCodeAsync(client);
        using BehalfHandler api = new();
        BehalfApi behalf = BehalfApi.Create(client, new Uri("https://api.example.com"), handler: api);

        await behalf.GetOrder(1, SubjectToken.From(user), Cancellation);
        await behalf.GetOrder(2, SubjectToken.From(user), Cancellation);

        Introspection introspection = await client.IntrospectAsync(AccessToken.Parse(api.Tokens[0]), cancellationToken: Cancellation);
        Assert.Equal(api.Tokens[0], api.Tokens[1]);
        Assert.NotEqual(user.AccessToken.Reveal(), api.Tokens[0]);
        Assert.True(introspection.IsActive);
    }

    [Fact]
    public async Task A_password_brings_tokens_and_a_wrong_one_does_not()
    {
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());

        TokenSet tokens = await client.RequestTokenAsync(PasswordGrant(InteropServer.Password), Cancellation);
        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(PasswordGrant("another"), Cancellation));

        Assert.Equal("Bearer", tokens.TokenType);
        Assert.Equal("invalid_grant", error.Error);
    }

    [Fact]
    public async Task UserInfo_says_who_the_user_is()
    {
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        TokenSet tokens = await RedeemCodeAsync(client);

        UserInfo user = await client.GetUserInfoAsync(tokens, tokens.IdToken!.Subject, Cancellation);

        Assert.Equal("Name of alice", user.Name);
        await Assert.ThrowsAsync<OAuthException>(() => client.GetUserInfoAsync(tokens, "bob", Cancellation));
    }

    [Fact]
    public async Task UserInfo_refuses_a_revoked_token()
    {
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        TokenSet tokens = await RedeemCodeAsync(client);
        await client.RevokeAsync(tokens.AccessToken, Cancellation);

        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => client.GetUserInfoAsync(tokens, InteropServer.UserName, Cancellation));

        Assert.Equal("invalid_token", error.Error);
    }

    [Fact]
    public async Task A_revoked_refresh_token_is_not_active()
    {
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        TokenSet tokens = await RedeemCodeAsync(client);
        Introspection before = await client.IntrospectAsync(tokens.RefreshToken!, cancellationToken: Cancellation);

        await client.RevokeAsync(tokens.RefreshToken!, Cancellation);
        Introspection after = await client.IntrospectAsync(tokens.RefreshToken!, cancellationToken: Cancellation);

        Assert.True(before.IsActive);
        Assert.Equal(InteropServer.UserName, before.Subject);
        Assert.False(after.IsActive);
    }

    [Fact]
    public async Task A_revoked_access_token_is_not_active()
    {
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        TokenSet tokens = await RedeemCodeAsync(client);
        Introspection before = await client.IntrospectAsync(tokens.AccessToken, cancellationToken: Cancellation);

        await client.RevokeAsync(tokens.AccessToken, Cancellation);

        Assert.True(before.IsActive);
        Assert.False((await client.IntrospectAsync(tokens.AccessToken, cancellationToken: Cancellation)).IsActive);
    }

    [Fact]
    public async Task Revoking_a_login_ends_both_tokens_and_a_token_that_is_gone_is_no_error()
    {
        using OAuthClient client = CreateClient(Server, await RegisterForUsersAsync());
        TokenSet tokens = await RedeemCodeAsync(client);

        await client.RevokeAsync(tokens, Cancellation);
        await client.RevokeAsync(tokens, Cancellation);

        Assert.False((await client.IntrospectAsync(tokens.AccessToken, cancellationToken: Cancellation)).IsActive);
        Assert.False((await client.IntrospectAsync(tokens.RefreshToken!, cancellationToken: Cancellation)).IsActive);
    }

    private static ResourceOwnerPasswordGrant PasswordGrant(string password)
    {
        return new ResourceOwnerPasswordGrant(InteropServer.UserName, UserPassword.Parse(password));
    }
}
