using System.Net;

namespace OAuthKit;

public sealed class AuthorizationCodeGrantTests
{
    private const string Code = "code-c4narY";

    private readonly FakeServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S034_Sends_grant_type_and_code()
    {
        var sent = await SendAsync(new AuthorizationCodeGrant(AuthorizationCode.Parse(Code)));

        Assert.Equal("grant_type=authorization_code&code=code-c4narY", sent.Body);
    }

    [Fact]
    public async Task S034_Sends_them_with_every_client_authentication()
    {
        foreach (var authentication in (ClientAuthentication[])[The.Basic, ClientAuthentication.ClientSecretPost(The.ClientId, The.Secret), ClientAuthentication.None(The.ClientId)])
        {
            var sent = await SendAsync(new AuthorizationCodeGrant(AuthorizationCode.Parse(Code)), authentication);

            Assert.Equal(Code, Assert.Single(sent.Form["code"]));
            Assert.Equal("authorization_code", Assert.Single(sent.Form["grant_type"]));
        }
    }

    [Theory]
    [InlineData("https://rp/cb?tenant=a")]
    [InlineData("https://rp")]
    [InlineData("https://RP:443/cb/?a=%2f&b=ä")]
    [InlineData("com.example.app:/cb")]
    public async Task R084_The_redirect_uri_is_sent_to_the_character(string uri)
    {
        var sent = await SendAsync(new AuthorizationCodeGrant(AuthorizationCode.Parse(Code)) { RedirectUri = uri });

        Assert.Equal(uri, Assert.Single(sent.Form["redirect_uri"]));
    }

    [Fact]
    public async Task R085_The_code_verifier_is_sent_in_the_body()
    {
        var sent = await SendAsync(Grant());

        Assert.Equal(The.Verifier, Assert.Single(sent.Form["code_verifier"]));
        Assert.Empty(sent.Url.Query);
    }

    [Fact]
    public async Task R085_Code_and_verifier_go_to_no_server_but_the_one_that_the_user_was_sent_to()
    {
        using var client = _server.Client();
        var grant = new AuthorizationCodeGrant(AuthorizationCode.Parse(Code)) { Issuer = "https://attacker.example", CodeVerifier = CodeVerifier.Parse(The.Verifier) };

        var e = await Assert.ThrowsAsync<ArgumentException>(() => client.RequestTokenAsync(grant, Stop));

        Assert.Contains("https://attacker.example", e.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Handler.Requests);
    }

    [Fact]
    public async Task R085_A_server_without_an_issuer_is_no_server_that_was_named()
    {
        using var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint }, options: _server.Options);
        using var client = new OAuthClient(server, The.Basic, _server.Options);

        await Assert.ThrowsAsync<ArgumentException>(() => client.RequestTokenAsync(Grant(), Stop));

        Assert.Empty(_server.Handler.Requests);
    }

    [Fact]
    public async Task R102_An_exchange_is_not_sent_again_when_the_server_fails()
    {
        _server.Token = _ => StubHandler.Text("no", "text/plain", HttpStatusCode.ServiceUnavailable);
        using var client = _server.Client();

        await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(Grant(), Stop));

        Assert.Equal(1, _server.TokenRequests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task R102_An_exchange_is_not_sent_again_when_the_connection_breaks(int breaks)
    {
        // The second request finds a connection that was used before, which some handlers take as a reason to try again.
        var requests = 0;
        await using var server = new LoopbackServer(async (_, stream, cancellationToken) =>
        {
            if (Interlocked.Increment(ref requests) >= breaks)
            {
                stream.Close();
                return;
            }

            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(LoopbackServer.Json(The.TokenJson())), cancellationToken);
        });
        var options = new BackchannelOptions { DangerouslyAllowHttp = true };
        using var authorizationServer = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = server.Origin + "/token" }, options: options);
        using var client = new OAuthClient(authorizationServer, The.Basic, options);
        for (var i = 1; i < breaks; i++)
        {
            await client.RequestTokenAsync(The.Grant, Stop);
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => client.RequestTokenAsync(new AuthorizationCodeGrant(AuthorizationCode.Parse(Code)), Stop));

        Assert.Equal(breaks, server.Requests.Length);
    }

    [Fact]
    public void R102_A_code_makes_no_policy_that_would_ask_for_it_again()
    {
        using var client = _server.Client();

        var e = Assert.Throws<ArgumentException>(() => new TokenPolicy(client, Grant(), "user"));

        Assert.Contains("TokenSource", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TokenPolicy(client, new RefreshTokenGrant(RefreshToken.Parse("x"))));
    }

    [Fact]
    public async Task R106_Answers_of_parallel_exchanges_are_not_mixed_up()
    {
        _server.Answer = request => StubHandler.Json($$"""{"access_token":"for-{{request.Form["code"].Single()}}","token_type":"Bearer","refresh_token":"r-{{request.Form["code"].Single()}}"}""");
        using var client = _server.Client();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => client.RequestTokenAsync(new AuthorizationCodeGrant(AuthorizationCode.Parse($"{i}")), Stop))));

        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal($"for-{i}", tokens[i].AccessToken.Reveal()));
        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal($"r-{i}", tokens[i].RefreshToken!.Reveal()));
    }

    [Fact]
    public async Task The_tokens_know_their_issuer()
    {
        using var client = _server.Client();

        Assert.Equal(The.Issuer, (await client.RequestTokenAsync(Grant(), Stop)).Issuer);
    }

    [Fact]
    public void Missing_values_are_argument_errors_before_any_request()
    {
        Assert.Throws<ArgumentNullException>(() => new AuthorizationCodeGrant(null!));
        Assert.Throws<ArgumentException>(() => new AuthorizationCodeGrant(AuthorizationCode.Parse(Code)) { RedirectUri = "" });
    }

    [Fact]
    public void S109_A_code_verifier_has_43_to_128_characters_that_urls_know()
    {
        Assert.Throws<FormatException>(() => CodeVerifier.Parse(new string('a', 42)));
        Assert.Throws<FormatException>(() => CodeVerifier.Parse(new string('a', 129)));
        Assert.Throws<FormatException>(() => CodeVerifier.Parse(new string('a', 42) + "+"));
        Assert.Equal(43, CodeVerifier.Parse(new string('_', 43)).Reveal().Length);
        Assert.Equal(128, CodeVerifier.Parse(new string('~', 128)).Reveal().Length);
    }

    private static AuthorizationCodeGrant Grant() => new(AuthorizationCode.Parse(Code))
    {
        RedirectUri = "https://rp.example/cb",
        CodeVerifier = CodeVerifier.Parse(The.Verifier),
        Issuer = The.Issuer,
    };

    private async Task<SentRequest> SendAsync(TokenGrant grant, ClientAuthentication? authentication = null)
    {
        using var client = _server.Client(authentication);
        await client.RequestTokenAsync(grant, Stop);
        return _server.LastTokenRequest;
    }
}
