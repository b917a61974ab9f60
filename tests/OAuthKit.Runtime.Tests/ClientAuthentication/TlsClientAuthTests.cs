using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

public sealed class TlsClientAuthTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tls_client_auth")]
    [InlineData("self_signed_tls_client_auth")]
    public async Task R035_Shows_the_certificate_in_TLS_and_the_identifier_in_the_body(string method)
    {
        await using var server = new MutualTlsServer();
        using var certificate = method == "tls_client_auth" ? Pki.Issue("orders") : Pki.SelfSigned("orders");
        using var client = Client(server, Create(method, ClientCertificate.From(certificate)));

        await client.RequestTokenAsync(The.Grant, Stop);

        var seen = Assert.Single(server.Requests);
        Assert.Equal(TlsIdentity.ThumbprintOf(certificate), seen.Thumbprint);
        Assert.Contains("client_id=orders-worker", Body(seen), StringComparison.Ordinal);
        Assert.DoesNotContain("client_secret", seen.Request, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization:", seen.Request, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(method, client.Authentication.Method);
    }

    [Fact]
    public async Task R035_R037_Every_endpoint_sees_the_certificate()
    {
        await using var server = new MutualTlsServer();
        using var certificate = Pki.Issue("orders");
        var endpoints = new ServerEndpoints
        {
            Token = server.Origin + "/t",
            DeviceAuthorization = server.Origin + "/d",
            BackchannelAuthentication = server.Origin + "/b",
            Revocation = server.Origin + "/r",
            Introspection = server.Origin + "/i",
            UserInfo = server.Origin + "/u",
            Registration = server.Origin + "/g",
            Jwks = server.Origin + "/j",
            PushedAuthorization = server.Origin + "/p",
        };
        using var client = new OAuthClient(AuthorizationServer.FromEndpoints(endpoints), Create("tls_client_auth", ClientCertificate.From(certificate)), Trusting());
        foreach (var endpoint in Endpoint.BackChannel)
        {
            using var response = await client.SendAsync(endpoint, [], null, Stop);
        }

        Assert.Equal(Endpoint.BackChannel.Count, server.Requests.Length);
        Assert.All(server.Requests, seen => Assert.Equal(TlsIdentity.ThumbprintOf(certificate), seen.Thumbprint));
        Assert.All(server.Requests, seen => Assert.Contains("client_id=orders-worker", Body(seen), StringComparison.Ordinal));
    }

    [Fact]
    public async Task R244_No_other_host_sees_the_certificate()
    {
        using var certificate = Pki.Issue("orders");
        await using var other = new MutualTlsServer(_ => "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var token = new MutualTlsServer(_ => $"HTTP/1.1 307 Temporary Redirect\r\nLocation: {other.Origin}/token\r\nContent-Length: 0\r\n\r\n");
        MutualTlsServer? self = null;
        await using var issuer = self = new MutualTlsServer(_ => LoopbackServer.Json($$"""{"issuer":"{{self!.Origin}}","token_endpoint":"{{token.Origin}}/token"}"""));
        using var client = new OAuthClient(issuer.Origin, Create("tls_client_auth", ClientCertificate.From(certificate)), Trusting());

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));
        using var api = new HttpMessageInvoker(client.CreateApiHandler(new Uri(token.Origin), []), disposeHandler: false);
        using var call = new HttpRequestMessage(HttpMethod.Get, other.Origin + "/api");
        var foreign = await Assert.ThrowsAsync<OAuthException>(() => api.SendAsync(call, Stop));

        Assert.Equal(OAuthFault.ForeignOrigin, foreign.Code);
        Assert.Equal(OAuthFault.RedirectRefused, e.Code);
        Assert.Equal(TlsIdentity.ThumbprintOf(certificate), Assert.Single(token.Requests).Thumbprint);
        Assert.Null(Assert.Single(issuer.Requests).Thumbprint);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task R245_A_server_that_nobody_vouches_for_is_refused_and_sees_nothing()
    {
        using var serverCertificate = Pki.SelfSigned("localhost");
        await using var server = new MutualTlsServer(certificate: serverCertificate);
        using var certificate = Pki.Issue("orders");
        using var client = Client(server, Create("tls_client_auth", ClientCertificate.From(certificate)));
        using var trustingTheSystem = Client(server, Create("tls_client_auth", ClientCertificate.From(certificate)), new BackchannelOptions());

        await Assert.ThrowsAsync<HttpRequestException>(() => client.RequestTokenAsync(The.Grant, Stop));
        await Assert.ThrowsAsync<HttpRequestException>(() => trustingTheSystem.RequestTokenAsync(The.Grant, Stop));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public void R247_The_thumbprint_is_that_of_RFC_8705()
    {
        var vector = Vectors.Find("jose.json", "certificate", "mtls-x5t");
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(vector.Text("certificate_der_base64")));

        Assert.Equal(vector.Text("expected"), TlsIdentity.ThumbprintOf(certificate));
    }

    [Fact]
    public async Task R248_Two_identities_never_share_a_connection()
    {
        await using var server = new MutualTlsServer();
        using var one = Pki.Issue("one");
        using var two = Pki.Issue("two", rsa: true);
        var options = Trusting();
        using var server1 = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = server.Origin + "/token" });
        using var first = new OAuthClient(server1, Create("tls_client_auth", ClientCertificate.From(one)), options);
        using var second = new OAuthClient(server1, Create("tls_client_auth", ClientCertificate.From(two)), options);
        using var third = new OAuthClient(server1, The.Basic, options);
        for (var i = 0; i < 3; i++)
        {
            await first.RequestTokenAsync(The.Grant, Stop);
            await second.RequestTokenAsync(The.Grant, Stop);
            await third.RequestTokenAsync(The.Grant, Stop);
        }

        var connections = server.Requests.GroupBy(seen => seen.Connection).ToArray();
        Assert.Equal(3, connections.Length);
        Assert.All(connections, connection => Assert.Single(connection.Select(seen => seen.Thumbprint).Distinct()));
        Assert.Equal([null, TlsIdentity.ThumbprintOf(one), TlsIdentity.ThumbprintOf(two)], connections.Select(connection => connection.First().Thumbprint).OrderBy(text => text is null ? 0 : text == TlsIdentity.ThumbprintOf(one) ? 1 : 2));
    }

    [Fact]
    public async Task R250_A_connection_that_hosts_could_share_is_not_taken_though_the_server_offers_it()
    {
        await using var server = new MutualTlsServer();
        using var certificate = Pki.Issue("orders");
        using var client = Client(server, Create("tls_client_auth", ClientCertificate.From(certificate)));

        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Contains(" HTTP/1.1\r\n", Assert.Single(server.Requests).Request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("pem-encrypted")]
    [InlineData("pem-key-apart")]
    [InlineData("pfx")]
    public async Task R248_A_certificate_that_is_exchanged_in_its_file_is_shown_on_new_connections(string form)
    {
        await using var server = new MutualTlsServer();
        using var folder = new TempFolder();
        using var old = Pki.Issue("orders");
        using var next = Pki.Issue("orders");
        var clock = new FakeTimeProvider();
        var path = Write(folder, form, old, 1);
        var certificate = ClientCertificate.FromFile(path, form is "pfx" or "pem-encrypted" ? The.Canary : null, form == "pem-key-apart" ? folder.PathOf("key.pem") : null, clock);
        using var client = Client(server, Create("self_signed_tls_client_auth", certificate));

        await client.RequestTokenAsync(The.Grant, Stop);
        await client.RequestTokenAsync(The.Grant, Stop);
        Write(folder, form, next, 2);
        clock.Advance(TimeSpan.FromSeconds(1));
        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Equal([(1, TlsIdentity.ThumbprintOf(old)), (1, TlsIdentity.ThumbprintOf(old)), (2, TlsIdentity.ThumbprintOf(next))], server.Requests.Select(seen => (seen.Connection, seen.Thumbprint!)));
        Assert.Equal(TlsIdentity.ThumbprintOf(next), certificate.Thumbprint);
    }

    [Fact]
    public void R249_TLS_is_1_2_or_later_whatever_is_configured()
    {
        SocketsHttpHandler? configured = null;
        var options = new BackchannelOptions
        {
            RevocationMode = X509RevocationMode.Online,
            ConfigureHandler = handler =>
            {
                Assert.Equal(X509RevocationMode.Online, handler.SslOptions.CertificateRevocationCheckMode);
#pragma warning disable SYSLIB0039, CA5397
                handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls11;
#pragma warning restore SYSLIB0039, CA5397
                handler.AllowAutoRedirect = true;
                handler.UseCookies = true;
                handler.SslOptions.ClientCertificateContext = System.Net.Security.SslStreamCertificateContext.Create(Pki.Server, null, offline: true);
                configured = handler;
            },
        };

        using var client = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = The.TokenEndpoint }), The.Basic, options);

        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, configured!.SslOptions.EnabledSslProtocols | SslProtocols.Tls13);
        Assert.False(configured.AllowAutoRedirect);
        Assert.False(configured.UseCookies);
        Assert.Null(configured.SslOptions.ClientCertificateContext);
        Assert.Equal(X509RevocationMode.NoCheck, new BackchannelOptions().RevocationMode);
    }

    [Fact]
    public async Task R015_The_alias_for_clients_with_a_certificate_is_called_where_there_is_one()
    {
        await using var plain = new MutualTlsServer();
        await using var alias = new MutualTlsServer();
        using var certificate = Pki.Issue("orders");
        var metadata = ServerMetadata.Parse($$$"""{"issuer":"{{{The.Issuer}}}","token_endpoint":"{{{plain.Origin}}}/token","revocation_endpoint":"{{{plain.Origin}}}/revoke","mtls_endpoint_aliases":{"token_endpoint":"{{{alias.Origin}}}/token"}}""");
        using var server = AuthorizationServer.FromMetadata(metadata, Trusting());
        using var withCertificate = new OAuthClient(server, Create("tls_client_auth", ClientCertificate.From(certificate)), Trusting());
        using var without = new OAuthClient(server, The.Basic, Trusting());

        await withCertificate.RequestTokenAsync(The.Grant, Stop);
        using var revoked = await withCertificate.SendAsync(Endpoint.Revocation, [], null, Stop);
        await without.RequestTokenAsync(The.Grant, Stop);

        Assert.StartsWith("POST /token", Assert.Single(alias.Requests).Request, StringComparison.Ordinal);
        Assert.Equal(["POST /revoke HTTP/1.1", "POST /token HTTP/1.1"], plain.Requests.Select(seen => seen.Request.Split("\r\n")[0]));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"token_endpoint":"http://login.example.com/token"}""")]
    [InlineData("""{"token_endpoint":7}""")]
    public async Task R015_An_alias_that_is_no_https_URL_is_refused(string aliases)
    {
        using var certificate = Pki.Issue("orders");
        var metadata = ServerMetadata.Parse($$"""{"issuer":"{{The.Issuer}}","token_endpoint":"{{The.TokenEndpoint}}","mtls_endpoint_aliases":{{aliases}}}""");
        using var client = new OAuthClient(AuthorizationServer.FromMetadata(metadata), Create("tls_client_auth", ClientCertificate.From(certificate)));

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.MetadataMemberInvalid, e.Code);
        Assert.Contains("mtls_endpoint_aliases", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R036_Is_not_exchanged_for_what_the_server_lists()
    {
        var metadata = ServerMetadata.Parse($$"""{"issuer":"{{The.Issuer}}","token_endpoint":"{{The.TokenEndpoint}}","token_endpoint_auth_methods_supported":["self_signed_tls_client_auth"]}""");
        using var certificate = Pki.Issue("orders");
        using var client = new OAuthClient(AuthorizationServer.FromMetadata(metadata), Create("tls_client_auth", ClientCertificate.From(certificate)));

        var e = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop));

        Assert.Equal(OAuthFault.ClientAuthenticationUnsupported, e.Code);
    }

    [Fact]
    public void A_handler_of_ones_own_cannot_show_the_certificate_so_it_is_refused()
    {
        using var certificate = Pki.Issue("orders");
        using var handler = new SocketsHttpHandler();

        var e = Assert.Throws<InvalidOperationException>(() => new OAuthClient(The.Issuer, Create("tls_client_auth", ClientCertificate.From(certificate)), new BackchannelOptions { Handler = handler }));

        Assert.Contains("ConfigureHandler", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_without_its_key_is_refused()
    {
        using var folder = new TempFolder();
        using var withKey = Pki.Issue("orders");
        using var withoutKey = X509CertificateLoader.LoadCertificate(withKey.RawData);
        var pem = folder.Write("certificate.pem", withKey.ExportCertificatePem());
        using var other = Pki.Issue("orders");
        var foreign = folder.Write("foreign.pem", withKey.ExportCertificatePem() + "\n" + other.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());

        Assert.Throws<ArgumentException>(() => ClientCertificate.From(withoutKey));
        Assert.Throws<InvalidOperationException>(() => ClientCertificate.FromFile(pem).Thumbprint);
        Assert.Throws<InvalidOperationException>(() => ClientCertificate.FromFile(foreign).Thumbprint);
        Assert.Throws<InvalidOperationException>(() => ClientCertificate.FromFile(folder.PathOf("nothing")).Thumbprint);
        Assert.Throws<InvalidOperationException>(() => ClientCertificate.FromFile(folder.Write("text", "text")).Thumbprint);
    }

    private static string Body(MutualTlsServer.Seen seen) => seen.Request.Split("\r\n\r\n", 2)[1];

    private static ClientAuthentication Create(string method, ClientCertificate certificate) => method == "tls_client_auth"
        ? ClientAuthentication.TlsClientAuth(The.ClientId, certificate)
        : ClientAuthentication.SelfSignedTlsClientAuth(The.ClientId, certificate);

    private static BackchannelOptions Trusting() => new() { ConfigureHandler = Pki.TrustIn };

    private static OAuthClient Client(MutualTlsServer server, ClientAuthentication authentication, BackchannelOptions? options = null) =>
        new(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = server.Origin + "/token" }), authentication, options ?? Trusting());

    private static string Write(TempFolder folder, string form, X509Certificate2 certificate, int second)
    {
        var key = certificate.GetECDsaPrivateKey()!;
        var encryption = new System.Security.Cryptography.PbeParameters(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes256Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 10_000);
        if (form == "pem-key-apart")
        {
            folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        }

        var path = form switch
        {
            "pfx" => folder.Write("certificate", certificate.Export(X509ContentType.Pkcs12, The.Canary)),
            "pem" => folder.Write("certificate", Pki.Pem(certificate)),
            "pem-encrypted" => folder.Write("certificate", key.ExportEncryptedPkcs8PrivateKeyPem(The.Canary, encryption) + "\n" + certificate.ExportCertificatePem()),
            _ => folder.Write("certificate", certificate.ExportCertificatePem()),
        };
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1).AddSeconds(second));
        return path;
    }
}
