namespace OAuthKit;

public sealed class RefreshTokenGrantTests
{
    private readonly RotatingServer _rotating = new();

    private FakeServer Server => _rotating.Server;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S035_A_refresh_token_and_a_token_set_send_the_same_form()
    {
        _rotating.Rotates = false;
        var one = await SendAsync(new RefreshTokenGrant(RefreshToken.Parse(RotatingServer.RefreshText(0))));
        var other = await SendAsync(new RefreshTokenGrant(_rotating.Tokens()));

        Assert.Equal("grant_type=refresh_token&refresh_token=refresh-c4narY-0", one.Body);
        Assert.Equal(one.Body, other.Body);
    }

    [Fact]
    public void S036_Tokens_without_a_refresh_token_are_an_argument_error_before_any_request()
    {
        var e = Assert.Throws<ArgumentException>(() => new RefreshTokenGrant(new TokenSet(AccessToken.Parse(The.Token(1)))));

        Assert.Contains("no refresh token", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new RefreshTokenGrant((TokenSet)null!));
        Assert.Throws<ArgumentNullException>(() => new RefreshTokenGrant((RefreshToken)null!));
    }

    [Fact]
    public async Task R162_A_new_refresh_token_replaces_the_old()
    {
        var tokens = await RequestAsync(new RefreshTokenGrant(_rotating.Tokens()));

        Assert.Equal(RotatingServer.RefreshText(1), tokens.RefreshToken!.Reveal());
    }

    /// <summary>The reference drops it, and can't refresh a second time.</summary>
    [Fact]
    public async Task R162_Bug7_The_old_refresh_token_stays_where_none_comes()
    {
        _rotating.Rotates = false;

        var first = await RequestAsync(new RefreshTokenGrant(_rotating.Tokens()));
        var second = await RequestAsync(new RefreshTokenGrant(first));

        Assert.Equal(RotatingServer.RefreshText(0), first.RefreshToken!.Reveal());
        Assert.Equal(RotatingServer.RefreshText(0), second.RefreshToken!.Reveal());
        Assert.Equal(RotatingServer.RefreshText(0), (await RequestAsync(new RefreshTokenGrant(RefreshToken.Parse(RotatingServer.RefreshText(0))))).RefreshToken!.Reveal());
    }

    [Fact]
    public void R166_A_scope_beyond_what_was_granted_is_an_argument_error()
    {
        var tokens = _rotating.Tokens(scope: "a b");

        var e = Assert.Throws<ArgumentException>(() => new RefreshTokenGrant(tokens) { Scope = "a c" });

        Assert.Contains("\"c\"", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RefreshTokenGrant(tokens) { Scope = "A" });
        Assert.Throws<ArgumentException>(() => new RefreshTokenGrant(_rotating.Tokens(scope: "")) { Scope = "a" });
    }

    [Fact]
    public async Task R166_A_narrower_scope_is_sent_and_none_by_default()
    {
        var tokens = _rotating.Tokens(scope: "a b");
        _rotating.Rotates = false;

        Assert.Empty((await SendAsync(new RefreshTokenGrant(tokens))).Form["scope"]);
        Assert.Equal("b", Assert.Single((await SendAsync(new RefreshTokenGrant(tokens) { Scope = "b" })).Form["scope"]));
    }

    [Fact]
    public async Task R166_Where_the_granted_scope_is_not_known_it_is_not_checked()
    {
        Assert.Equal("c", Assert.Single((await SendAsync(new RefreshTokenGrant(_rotating.Tokens(scope: null)) { Scope = "c" })).Form["scope"]));
        Assert.Equal("c", new RefreshTokenGrant(RefreshToken.Parse("x")) { Scope = "c" }.Scope);
    }

    [Fact]
    public async Task What_was_granted_stays_granted_where_the_answer_names_no_scope()
    {
        var tokens = await RequestAsync(new RefreshTokenGrant(_rotating.Tokens(scope: "a b")));

        Assert.Equal("a b", tokens.Scope);
        Assert.Equal("a", (await RequestAsync(new RefreshTokenGrant(tokens) { Scope = "a" })).Scope);
    }

    [Fact]
    public async Task R168_No_id_token_with_a_refresh_is_fine_and_the_old_one_stays_known()
    {
        var tokens = _rotating.Tokens();
        var old = new TokenSet(tokens.AccessToken) { RefreshToken = tokens.RefreshToken, EncodedIdToken = EncodedIdToken.Parse($"a.{The.Canary}.b") };

        Assert.Equal(old.EncodedIdToken, (await RequestAsync(new RefreshTokenGrant(old))).EncodedIdToken);
        Assert.Null((await RequestAsync(new RefreshTokenGrant(RefreshToken.Parse(RotatingServer.RefreshText(1))))).EncodedIdToken);
    }

    [Fact]
    public async Task R169_A_public_client_names_itself()
    {
        var sent = await SendAsync(new RefreshTokenGrant(_rotating.Tokens()), ClientAuthentication.None(The.ClientId));

        Assert.Equal(The.ClientId, Assert.Single(sent.Form["client_id"]));
    }

    [Fact]
    public async Task R169_A_confidential_client_authenticates()
    {
        var sent = await SendAsync(new RefreshTokenGrant(_rotating.Tokens()));

        Assert.StartsWith("Basic ", sent.Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R172_A_refresh_token_goes_to_no_server_but_its_own()
    {
        using var other = new OAuthClient("https://other.example.com", The.Basic, Server.Options);
        var tokens = await RequestAsync(new RefreshTokenGrant(_rotating.Tokens()));
        var sent = Server.Handler.Requests.Length;

        await Assert.ThrowsAsync<ArgumentException>(() => other.RequestTokenAsync(new RefreshTokenGrant(tokens), Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => other.RequestTokenAsync(new RefreshTokenGrant(TokenSet.FromJson(tokens.ToJson())), Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => other.RequestTokenAsync(new RefreshTokenGrant(tokens.RefreshToken!) { Issuer = The.Issuer }, Stop));

        Assert.Equal(sent, Server.Handler.Requests.Length);
    }

    [Fact]
    public async Task R173_A_resource_narrows_the_new_token_down()
    {
        var sent = await SendAsync(new RefreshTokenGrant(_rotating.Tokens()) { Resource = ["https://api.example.com/", "urn:orders"] });

        Assert.Equal(["https://api.example.com/", "urn:orders"], sent.Form["resource"]);
    }

    private async Task<TokenSet> RequestAsync(TokenGrant grant, ClientAuthentication? authentication = null)
    {
        using var client = Server.Client(authentication);
        return await client.RequestTokenAsync(grant, Stop);
    }

    private async Task<SentRequest> SendAsync(TokenGrant grant, ClientAuthentication? authentication = null)
    {
        await RequestAsync(grant, authentication);
        return Server.LastTokenRequest;
    }
}
