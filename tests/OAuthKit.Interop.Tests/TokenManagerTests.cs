using Microsoft.Extensions.Time.Testing;

namespace OAuthKit.Interop.Tests;

public abstract class TokenManagerTests<TServer>(TServer server) : InteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    private const int Callers = 100;

    [Fact]
    public async Task A_hundred_concurrent_callers_share_one_token_request()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        using OAuthClient client = CreateClient(Server, registration);
        TokenPolicy policy = new(client, new ClientCredentialsGrant { Scope = ProtectedResource.Read });

        TokenSet[] tokens = await Task.WhenAll(Concurrently(() => client.Tokens.GetTokenAsync(policy, Cancellation).AsTask()));

        Assert.Single(tokens.Distinct());
        Assert.Equal(1, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task A_hundred_concurrent_callers_of_a_refused_client_make_one_token_request_and_get_its_error()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        using OAuthClient client = CreateClient(Server, registration with { Secret = "another" }, new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        TokenPolicy policy = new(client, new ClientCredentialsGrant { Scope = ProtectedResource.Read });

        OAuthServerException[] errors = await Task.WhenAll(Concurrently(
            () => Assert.ThrowsAsync<OAuthServerException>(() => client.Tokens.GetTokenAsync(policy, Cancellation).AsTask())));

        Assert.All(errors, error => Assert.Equal(Server.InvalidClient.Error, error.Error));
        Assert.Equal(1, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task A_token_that_has_ended_is_asked_for_again_once()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
        using OAuthClient client = CreateClient(Server, registration, time);
        TokenPolicy policy = new(client, new ClientCredentialsGrant { Scope = ProtectedResource.Read });
        TokenSet first = await client.Tokens.GetTokenAsync(policy, Cancellation);
        time.Advance(InteropServer.AccessTokenLifetime);

        TokenSet[] tokens = await Task.WhenAll(Concurrently(() => client.Tokens.GetTokenAsync(policy, Cancellation).AsTask()));

        Assert.NotEqual(first.AccessToken, Assert.Single(tokens.Distinct()).AccessToken);
        Assert.Equal(2, await Server.CountTokenRequestsAsync(registration));
    }

    [Fact]
    public async Task Policies_of_different_scopes_and_resources_have_tokens_of_their_own()
    {
        RegisteredClient registration = await Server.RegisterAsync();
        using OAuthClient client = CreateClient(Server, registration);
        TokenPolicy[] policies =
        [
            new(client, new ClientCredentialsGrant { Scope = ProtectedResource.Read, Resource = [ProtectedResource.Orders.Identifier] }),
            new(client, new ClientCredentialsGrant { Scope = ProtectedResource.Write, Resource = [ProtectedResource.Orders.Identifier] }),
            new(client, new ClientCredentialsGrant { Scope = ProtectedResource.Read, Resource = [ProtectedResource.Ledger.Identifier] }),
        ];

        HashSet<TokenSet> tokens = [];
        foreach (TokenPolicy policy in policies.Concat(policies))
        {
            tokens.Add(await client.Tokens.GetTokenAsync(policy, Cancellation));
        }

        Assert.Equal(policies.Length, tokens.Count);
        Assert.Equal(policies.Length, await Server.CountTokenRequestsAsync(registration));
    }

    private static IEnumerable<Task<T>> Concurrently<T>(Func<Task<T>> call)
    {
        return Enumerable.Range(0, Callers).Select(_ => Task.Run(call, Cancellation));
    }
}
