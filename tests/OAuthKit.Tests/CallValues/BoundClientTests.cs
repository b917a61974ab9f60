namespace OAuthKit.Tests;

/// <summary>Clients that are bound to a subject or to scopes, without a value that anybody else sees.</summary>
public sealed class BoundClientTests
{
    [Fact]
    public async Task A_client_on_somebodys_behalf_needs_no_subject_in_its_calls()
    {
        await using var shop = new Shop();
        var users = SubjectTokenTests.ProvideClient(shop);
        var (alice, bob) = (SubjectTokenTests.User(shop, "alice"), SubjectTokenTests.User(shop, "bob"));

        await users.OnBehalfOf(alice).MyOwn(Shop.Cancellation);
        await users.OnBehalfOf(bob, ActorToken.Parse(alice.Reveal())).MyOwn(Shop.Cancellation);

        Assert.Equal(["alice", "bob"], shop.Api.Requests.Select(call => call.Token?.Subject));
        Assert.Equal([null, alice.Reveal()], shop.Login.Token.Requests.Select(asked => asked.Form["actor_token"]));
    }

    [Fact]
    public async Task The_subject_of_a_call_wins_over_that_of_its_client()
    {
        await using var shop = new Shop();
        var users = SubjectTokenTests.ProvideClient(shop).OnBehalfOf(SubjectTokenTests.User(shop, "alice"));

        await users.Me(SubjectTokenTests.User(shop, "bob"), Shop.Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => users.Me(null!, Shop.Cancellation));

        Assert.Equal("bob", Assert.Single(shop.Api.Requests).Token?.Subject);
    }

    [Fact]
    public async Task A_bound_client_leaves_the_one_it_was_made_of_and_other_policies_alone()
    {
        await using var shop = new Shop();
        var users = SubjectTokenTests.ProvideClient(shop);
        var bound = users.OnBehalfOf(SubjectTokenTests.User(shop, "alice"));

        await bound.Application(Shop.Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => users.MyOwn(Shop.Cancellation));

        Assert.Equal("client_credentials", Assert.Single(shop.Login.Token.Requests).Form["grant_type"]);
    }

    [Fact]
    public async Task Bound_clients_share_the_tokens_of_one_subject()
    {
        await using var shop = new Shop();
        var users = SubjectTokenTests.ProvideClient(shop);
        var alice = SubjectTokenTests.User(shop, "alice");

        await users.OnBehalfOf(alice).MyOwn(Shop.Cancellation);
        await users.OnBehalfOf(SubjectToken.Parse(alice.Reveal())).MyOwn(Shop.Cancellation);
        await users.Me(alice, Shop.Cancellation);

        Assert.Equal(1, shop.Login.TokenRequests);
    }

    [Fact]
    public async Task Other_scopes_replace_those_of_attributes_and_configuration()
    {
        await using var shop = new Shop();
        var users = SubjectTokenTests.ProvideClient(shop, options => options.Scopes = ["configured"]);
        var alice = SubjectTokenTests.User(shop, "alice");
        var bound = users.WithScopes("orders.write", "orders.list");

        await bound.Me(alice, Shop.Cancellation);
        await bound.Application(Shop.Cancellation);
        await bound.Application("https://api.test/special", Shop.Cancellation);
        await users.Me(alice, Shop.Cancellation);
        await users.WithScopes("orders.list", "orders.write").Me(alice, Shop.Cancellation);

        Assert.Equal(["orders.write orders.list", "orders.write orders.list", "orders.write orders.list", "orders.read"], shop.Login.Token.Requests.Select(asked => asked.Form["scope"]));
    }

    [Fact]
    public async Task One_binding_is_made_over_another()
    {
        await using var shop = new Shop();
        var users = SubjectTokenTests.ProvideClient(shop).OnBehalfOf(SubjectTokenTests.User(shop, "alice")).WithScopes("orders.write");

        await users.MyOwn(Shop.Cancellation);

        Assert.Equal("orders.write", Assert.Single(shop.Login.Token.Requests).Form["scope"]);
        Assert.Equal("alice", Assert.Single(shop.Api.Requests).Token?.Subject);
    }

    [Fact]
    public async Task Scopes_that_are_none_are_refused_at_once()
    {
        await using var shop = new Shop();
        var users = SubjectTokenTests.ProvideClient(shop);

        Assert.Throws<ArgumentOutOfRangeException>(() => users.WithScopes());
        Assert.Throws<ArgumentException>(() => users.WithScopes("a", ""));
        Assert.Throws<ArgumentException>(() => users.WithScopes("a\"b"));
        Assert.Throws<ArgumentException>(() => users.WithScopes("a b"));
        Assert.Throws<ArgumentNullException>(() => users.OnBehalfOf(null!));
    }

    [Fact]
    public async Task Bound_clients_need_no_container()
    {
        await using var shop = new Shop();
        using var client = new OAuthClient(shop.Login.Issuer, ClientAuthentication.ClientSecretBasic("orders-worker", Shop.Secret), new BackchannelOptions { Handler = shop.Login.Handler });
        var users = UsersApi.Create(client, shop.Api.BaseAddress, handler: shop.Api.Handler);

        await users.OnBehalfOf(SubjectTokenTests.User(shop, "alice")).WithScopes("x").MyOwn(Shop.Cancellation);

        Assert.Equal(("alice", "x"), (shop.Api.Requests[0].Token?.Subject, shop.Login.Token.Requests[0].Form["scope"]));
    }
}
