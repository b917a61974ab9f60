using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

/// <summary>Tokens that are good together with the client's certificate only (RFC 8705 sections 3 and 4).</summary>
public sealed class CertificateBoundTokenTests
{
    private static readonly SigningKey _key = SigningKey.Generate();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("private_key_jwt")]
    [InlineData("tls_client_auth")]
    [InlineData("self_signed_tls_client_auth")]
    public async Task A_token_is_bound_to_the_certificate_of_its_request_and_the_API_wants_that_one(string method)
    {
        await using var server = await TestAuthorizationServer.StartAsync(cancellationToken: Stop);
        await using var api = await TestApi.StartAsync(server, cancellationToken: Stop);
        api.MapGet("/orders", _ => new JsonArray());
        using var certificate = method == "self_signed_tls_client_auth"
            ? TestCertificateAuthority.CreateSelfSignedCertificate("CN=worker")
            : server.CertificateAuthority!.IssueClientCertificate("CN=worker");
        server.AddClient(Register(method, certificate));
        using var client = Client(server, method, certificate);

        var tokens = await client.RequestTokenAsync(new ClientCredentialsGrant(), Stop);

        var thumbprint = ClientCertificate.From(certificate).Thumbprint;
        Assert.Equal(thumbprint, Assert.Single(server.IssuedTokens).CertificateThumbprint);
        Assert.Equal(thumbprint, (string?)server.IssuedTokens[0].ReadClaims()["cnf"]!["x5t#S256"]);
        Assert.Equal(200, await CallAsync(api, tokens, server.CertificateAuthority!.CreateHandler(certificate)));
        Assert.Equal(401, await CallAsync(api, tokens, server.CertificateAuthority.CreateHandler()));
        using var another = server.CertificateAuthority.IssueClientCertificate("CN=worker");
        Assert.Equal(401, await CallAsync(api, tokens, server.CertificateAuthority.CreateHandler(another)));
        var introspected = await client.IntrospectAsync(tokens.AccessToken, new IntrospectionOptions { Proof = SenderProof.Of(certificate) }, Stop);
        Assert.Equal(thumbprint, introspected.CertificateThumbprint);
    }

    [Fact]
    public async Task A_request_without_a_certificate_is_refused_and_a_client_that_wants_no_bound_tokens_gets_none()
    {
        await using var server = await TestAuthorizationServer.StartAsync(cancellationToken: Stop);
        using var certificate = server.CertificateAuthority!.IssueClientCertificate("CN=worker");
        server.AddClient(Register("private_key_jwt", certificate));
        server.AddClient(new TestClient("other") { CertificateSubject = "CN=worker" });
        using var without = new OAuthClient(server.Issuer, ClientAuthentication.PrivateKeyJwt("worker", _key), Trusting(server));
        using var unbound = new OAuthClient(server.Issuer, ClientAuthentication.TlsClientAuth("other", ClientCertificate.From(certificate)), Trusting(server));

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => without.RequestTokenAsync(new ClientCredentialsGrant(), Stop));
        await unbound.RequestTokenAsync(new ClientCredentialsGrant(), Stop);

        Assert.Equal("invalid_request", e.Error);
        Assert.Null(Assert.Single(server.IssuedTokens).CertificateThumbprint);
    }

    [Fact]
    public async Task R171_A_public_client_refreshes_under_the_certificate_of_its_login_only()
    {
        await using var server = await TestAuthorizationServer.StartAsync(cancellationToken: Stop);
        using var mine = TestCertificateAuthority.CreateSelfSignedCertificate("CN=phone");
        using var another = TestCertificateAuthority.CreateSelfSignedCertificate("CN=phone");
        server.AddClient(new TestClient("phone") { CertificateBoundTokens = true, IdTokenAlgorithm = "RS256" });
        using var client = Client(server, "none", mine);
        using var thief = Client(server, "none", another);
        var tokens = await client.RequestTokenAsync(new AuthorizationCodeGrant(AuthorizationCode.Parse(server.IssueCode(new TestAuthorizationCode { ClientId = "phone", Scope = "openid" }))), Stop);

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => thief.RequestTokenAsync(new RefreshTokenGrant(tokens), Stop));
        var refreshed = await client.RequestTokenAsync(new RefreshTokenGrant(tokens), Stop);
        var user = await client.GetUserInfoAsync(refreshed, null, Stop);

        Assert.Equal("invalid_grant", e.Error);
        Assert.Equal("alice", user.Subject);
        Assert.All(server.IssuedTokens, token => Assert.Equal(ClientCertificate.From(mine).Thumbprint, token.CertificateThumbprint));
    }

    [Fact]
    public async Task R015_Clients_with_a_certificate_are_sent_to_the_aliases()
    {
        await using var server = await TestAuthorizationServer.StartAsync(cancellationToken: Stop);
        server.HasMtlsEndpointAliases = true;
        using var certificate = server.CertificateAuthority!.IssueClientCertificate("CN=worker");
        server.AddClient(Register("tls_client_auth", certificate));
        server.AddClient("plain", "secret");
        using var client = Client(server, "tls_client_auth", certificate);
        using var plain = new OAuthClient(server.Issuer, ClientAuthentication.ClientSecretBasic("plain", "secret"), Trusting(server));

        await client.RequestTokenAsync(new ClientCredentialsGrant(), Stop);
        await plain.RequestTokenAsync(new ClientCredentialsGrant(), Stop);

        Assert.Equal(["localhost", "127.0.0.1"], server.Token.Requests.Select(request => request.Uri.Host));
        var metadata = JsonNode.Parse(await server.CreateClient().GetStringAsync(server.OpenIdDiscovery.Path, Stop))!;
        Assert.True((bool)metadata["tls_client_certificate_bound_access_tokens"]!);
        Assert.Equal(
            ["backchannel_authentication_endpoint", "device_authorization_endpoint", "introspection_endpoint", "pushed_authorization_request_endpoint", "revocation_endpoint", "token_endpoint", "userinfo_endpoint"],
            metadata["mtls_endpoint_aliases"]!.AsObject().Select(member => member.Key).Order());
    }

    [Fact]
    public async Task In_memory_nobody_shows_a_certificate_so_the_metadata_promise_nothing()
    {
        await using var server = new TestAuthorizationServer { HasMtlsEndpointAliases = true };

        var metadata = JsonNode.Parse(await server.CreateClient().GetStringAsync(server.OpenIdDiscovery.Path, Stop))!;

        Assert.Null(metadata["tls_client_certificate_bound_access_tokens"]);
        Assert.Null(metadata["mtls_endpoint_aliases"]);
    }

    private static async Task<int> CallAsync(TestApi api, TokenSet tokens, HttpMessageHandler handler)
    {
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, api.Address + "/orders") { Headers = { { "Authorization", "Bearer " + tokens.AccessToken.Reveal() } } };
        using var response = await http.SendAsync(request, Stop);
        return (int)response.StatusCode;
    }

    private static TestClient Register(string method, X509Certificate2 certificate) => method switch
    {
        "private_key_jwt" => new("worker") { Jwks = (JsonObject)JsonNode.Parse(_key.ExportPublicJwk())!, CertificateBoundTokens = true },
        "tls_client_auth" => new("worker") { CertificateSubject = certificate.Subject, CertificateBoundTokens = true },
        _ => new("worker") { Certificate = certificate, CertificateBoundTokens = true },
    };

    private static OAuthClient Client(TestAuthorizationServer server, string method, X509Certificate2 certificate)
    {
        var shown = ClientCertificate.From(certificate);
        return method switch
        {
            "private_key_jwt" => new(server.Issuer, ClientAuthentication.PrivateKeyJwt("worker", _key), Trusting(server)) { Certificate = shown },
            "tls_client_auth" => new(server.Issuer, ClientAuthentication.TlsClientAuth("worker", shown), Trusting(server)),
            "self_signed_tls_client_auth" => new(server.Issuer, ClientAuthentication.SelfSignedTlsClientAuth("worker", shown), Trusting(server)),
            _ => new(server.Issuer, ClientAuthentication.None("phone"), Trusting(server)) { Certificate = shown },
        };
    }

    private static BackchannelOptions Trusting(TestAuthorizationServer server) => new() { ConfigureHandler = server.CertificateAuthority!.TrustIn };
}
