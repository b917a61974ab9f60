using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace OAuthKit;

/// <summary>Tokens that a server binds to the certificate under which they were asked for (RFC 8705 sections 3 and 4).</summary>
public sealed partial class CertificateBoundTokenTests
{
    private int _tokens;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R171_A_public_client_refreshes_under_the_certificate_under_which_it_got_the_token()
    {
        await using var server = new MutualTlsServer(Answer);
        using var certificate = Pki.SelfSigned("phone");
        using var client = Client(server, ClientAuthentication.None("phone-app", ClientCertificate.From(certificate)));
        var source = TokenSource.AuthorizationCode(client, new AuthorizationCodeGrant(AuthorizationCode.Parse("code-c4narY")));
        var policy = new TokenPolicy(source, client.Tokens, "user");

        await client.Tokens.GetTokenAsync(policy, Stop);
        await client.Tokens.GetTokenAsync(policy, Stop);

        Assert.Equal(["authorization_code", "refresh_token"], server.Requests.Select(seen => Form(seen, "grant_type")));
        Assert.All(server.Requests, seen => Assert.Equal(TlsIdentity.ThumbprintOf(certificate), seen.Thumbprint));
        Assert.All(server.Requests, seen => Assert.Equal("phone-app", Form(seen, "client_id")));
        Assert.All(server.Requests, seen => Assert.Null(Form(seen, "client_secret") ?? Form(seen, "client_assertion")));
    }

    [Fact]
    public async Task R171_A_public_client_shows_no_certificate_unless_it_is_given_one()
    {
        await using var server = new MutualTlsServer(Answer);
        using var client = Client(server, ClientAuthentication.None("phone-app"));

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Null(Assert.Single(server.Requests).Thumbprint);
    }

    /// <summary>The connections of an API are the caller's: who gives them the client's certificate has each token sent under its own.</summary>
    [Fact]
    public async Task R246_An_api_sees_a_token_under_the_certificate_that_it_is_bound_to_and_under_no_other()
    {
        await using var server = new MutualTlsServer(Answer);
        await using var api = new MutualTlsServer(_ => "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var one = Pki.Issue("one");
        using var two = Pki.Issue("two");
        using var manager = new TokenManager();
        foreach (var certificate in (X509Certificate2[])[one, two, one])
        {
            using var client = new OAuthClient(Server(server), ClientAuthentication.TlsClientAuth(The.ClientId, ClientCertificate.From(certificate)), Trusting()) { Tokens = manager };
            var connections = new SocketsHttpHandler { SslOptions = { ClientCertificates = [certificate] } };
            Pki.TrustIn(connections);
            using var http = new HttpClient(new OAuthHandler(client, The.Grant, new Uri(api.Origin)) { InnerHandler = connections });

            using var response = await http.GetAsync(api.Origin + "/orders", Stop);
        }

        // The number of a token is that of the request for it, so it says under which certificate it was asked for.
        Assert.Equal(3, api.Requests.Length);
        Assert.All(api.Requests, seen => Assert.Equal(server.Requests[TokenIn(seen) - 1].Thumbprint, seen.Thumbprint));
        Assert.Equal([TlsIdentity.ThumbprintOf(one), TlsIdentity.ThumbprintOf(two), TlsIdentity.ThumbprintOf(one)], api.Requests.Select(seen => seen.Thumbprint));
    }

    private static int TokenIn(MutualTlsServer.Seen seen) => int.Parse(Number.Match(seen.Request).Groups[1].Value);

    private static string? Form(MutualTlsServer.Seen seen, string name) => seen.Request.Split("\r\n\r\n", 2)[1].Split('&')
        .Select(pair => pair.Split('=', 2))
        .SingleOrDefault(pair => pair[0] == name)?[1];

    private string Answer(string request) =>
        LoopbackServer.Json($$"""{"access_token":"{{The.Token(Interlocked.Increment(ref _tokens))}}","token_type":"Bearer","expires_in":{{(request.Contains("authorization_code", StringComparison.Ordinal) ? 0 : 3600)}},"refresh_token":"refresh-c4narY"}""");

    private static AuthorizationServer Server(MutualTlsServer server) =>
        AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = server.Origin + "/token" }, options: Trusting());

    private static OAuthClient Client(MutualTlsServer server, ClientAuthentication authentication) => new(Server(server), authentication, Trusting());

    private static BackchannelOptions Trusting() => new() { ConfigureHandler = Pki.TrustIn };

    [GeneratedRegex("Authorization: Bearer token-c4narY-([0-9]+)\r\n")]
    private static partial Regex Number { get; }
}
