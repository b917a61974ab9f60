using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

/// <summary>What users do, and what they grant.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task A_session_serves_prompt_none_and_its_age_is_held_to_max_age()
    {
        await using var rig = new SignInRig();
        var now = rig.Clock.GetUtcNow();
        var user = new TestSignIn { AuthenticatedAt = now.AddMinutes(-10) };

        async Task<long> AuthTimeAsync(params (string, string?)[] changes) =>
            (long)new PlainJwt((await rig.SignInAsync(user, [("response_type", "code id_token"), .. changes])).Parameters["id_token"]!).Claims["auth_time"]!;

        Assert.Equal(now.AddMinutes(-10).ToUnixTimeSeconds(), await AuthTimeAsync(("prompt", "none")));
        Assert.Equal(now.AddMinutes(-10).ToUnixTimeSeconds(), await AuthTimeAsync(("max_age", "600")));
        Assert.Equal(now.ToUnixTimeSeconds(), await AuthTimeAsync(("max_age", "599")));
        Assert.Equal(now.ToUnixTimeSeconds(), await AuthTimeAsync(("prompt", "login")));
        Assert.Equal("login_required", (await rig.SignInAsync(user, ("prompt", "none"), ("max_age", "0"))).Parameters["error"]);
    }

    [Fact]
    public async Task Gives_the_context_that_is_asked_for_unless_the_user_reaches_another()
    {
        await using var rig = new SignInRig();

        async Task<string?> ContextAsync(TestSignIn user, params (string, string?)[] changes) =>
            new PlainJwt((await rig.SignInAsync(user, [("response_type", "code id_token"), .. changes])).Parameters["id_token"]!)["acr"];

        Assert.Null(await ContextAsync(new()));
        Assert.Equal("loa3", await ContextAsync(new(), ("acr_values", "loa3 loa2")));
        Assert.Equal("loa2", await ContextAsync(new(), ("claims", """{"id_token":{"acr":{"essential":true,"values":["loa2"]}}}""")));
        Assert.Equal("loa1", await ContextAsync(new() { AuthenticationContext = "loa1" }, ("acr_values", "loa3")));
    }

    [Fact]
    public async Task Puts_the_claims_that_are_asked_for_into_the_ID_token()
    {
        await using var rig = new SignInRig();
        rig.Server.AddUser(new TestUser("alice") { Claims = new() { ["email"] = "alice@shop.test", ["name"] = "Alice" } });

        var callback = await rig.SignInAsync(("response_type", "code id_token"), ("claims", """{"id_token":{"email":null}}"""));

        var idToken = new PlainJwt(callback.Parameters["id_token"]!);
        Assert.Equal("alice@shop.test", idToken["email"]);
        Assert.Null(idToken["name"]);
    }

    [Fact]
    public async Task A_hint_says_who_signs_in()
    {
        await using var rig = new SignInRig();
        var hint = rig.Server.IssueIdToken(SignInRig.ClientId, "carol");

        async Task<TestCallback> HintedAsync(TestSignIn user, string name, string value) => await rig.SignInAsync(user, ("response_type", "code id_token"), (name, value));

        Assert.Equal("bob", new PlainJwt((await HintedAsync(new(), "login_hint", "bob")).Parameters["id_token"]!)["sub"]);
        Assert.Equal("carol", new PlainJwt((await HintedAsync(new(), "id_token_hint", hint)).Parameters["id_token"]!)["sub"]);
        Assert.Equal("login_required", (await HintedAsync(new("bob"), "id_token_hint", hint)).Parameters["error"]);
    }

    [Fact]
    public async Task Grants_resources_and_authorization_details()
    {
        await using var rig = new SignInRig();
        var details = """[{"type":"payment","amount":"100"}]""";

        var asked = await rig.ExchangeAsync(await rig.SignInAsync(("authorization_details", details), ("resource", "https://pay.test")));
        var reduced = new JsonArray(new JsonObject { ["type"] = "payment", ["amount"] = "50" });
        var granted = await rig.ExchangeAsync(await rig.SignInAsync(new TestSignIn { AuthorizationDetails = reduced }, ("authorization_details", details)));

        Assert.Equal(details, asked["authorization_details"]!.ToJsonString());
        Assert.Equal("50", (string?)granted["authorization_details"]![0]!["amount"]);
        Assert.Equal(["https://pay.test"], rig.Server.IssuedTokens[0].Audiences);
        Assert.Equal("100", (string?)rig.Server.IssuedTokens[0].ReadClaims()["authorization_details"]![0]!["amount"]);
    }

    [Fact]
    public async Task Knows_the_types_of_authorization_details_where_they_are_named()
    {
        await using var rig = new SignInRig(configure: options => options.AuthorizationDetailsTypes = ["payment"]);

        Assert.Null((await rig.SignInAsync(("authorization_details", """[{"type":"payment"}]"""))).Parameters["error"]);
        Assert.Equal("invalid_authorization_details", (await rig.SignInAsync(("authorization_details", """[{"type":"other"}]"""))).Parameters["error"]);
        Assert.Equal("payment", (string?)(await rig.MetadataAsync())["authorization_details_types_supported"]![0]);
    }

    [Fact]
    public async Task The_user_may_approve_less()
    {
        await using var rig = new SignInRig();

        Assert.Equal("openid", (string?)(await rig.ExchangeAsync(await rig.SignInAsync(new TestSignIn { Scope = "openid" })))["scope"]);
    }
}
