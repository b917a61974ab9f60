using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace OAuthKit;

/// <summary>A client that shows a certificate, whatever its authentication is.</summary>
public sealed class ClientCertificateTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("private_key_jwt")]
    [InlineData("none")]
    [InlineData("client_secret_basic")]
    public async Task R246_Tokens_can_be_bound_where_authentication_is_not_TLS(string method)
    {
        using var certificate = Pki.Issue("orders");
        await using var server = new MutualTlsServer();
        using var client = new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = server.Origin + "/token" }, The.Issuer), Authentication(method), Trusting())
        {
            Certificate = ClientCertificate.From(certificate),
        };

        await client.RequestTokenAsync(The.Grant, Stop);

        var seen = Assert.Single(server.Requests);
        Assert.Equal(TlsIdentity.ThumbprintOf(certificate), seen.Thumbprint);
        Assert.Equal(TlsIdentity.ThumbprintOf(certificate), client.Certificate?.Thumbprint);
        Assert.Equal(method == "private_key_jwt", seen.Request.Contains("client_assertion=", StringComparison.Ordinal));
        Assert.Equal(method == "client_secret_basic", seen.Request.Contains("Authorization: Basic", StringComparison.Ordinal));
    }

    [Fact]
    public async Task R015_Every_endpoint_is_called_at_its_alias_where_there_is_one_and_the_others_where_they_are()
    {
        using var certificate = Pki.Issue("orders");
        await using var plain = await KestrelServer.StartAsync(Answer);
        await using var alias = await KestrelServer.StartAsync(Answer);
        foreach (var aliased in Members)
        {
            using var server = AuthorizationServer.FromMetadata(Metadata(plain, alias, aliased), Trusting());
            using var client = new OAuthClient(server, Authentication("private_key_jwt"), Trusting()) { Certificate = ClientCertificate.From(certificate) };
            var (before, beforeAlias) = (plain.Requests.Length, alias.Requests.Length);

            await CallAllAsync(client);

            Assert.Equal("/" + aliased, Assert.Single(alias.Requests[beforeAlias..]).Path);
            Assert.Equal(Members.Where(member => member != aliased).Select(member => "/" + member), plain.Requests[before..].Select(seen => seen.Path));
        }

        Assert.All([.. plain.Requests, .. alias.Requests], seen => Assert.Equal(TlsIdentity.ThumbprintOf(certificate), seen.Thumbprint));
    }

    [Fact]
    public async Task R015_Aliases_are_called_without_a_certificate_only_where_that_is_said()
    {
        await using var plain = await KestrelServer.StartAsync(Answer);
        await using var alias = await KestrelServer.StartAsync(Answer);
        using var server = AuthorizationServer.FromMetadata(Metadata(plain, alias, Members), Trusting());
        using var without = new OAuthClient(server, Authentication("private_key_jwt"), Trusting());
        using var with = new OAuthClient(server, Authentication("private_key_jwt"), Trusting()) { UseMtlsEndpointAliases = true };

        await CallAllAsync(without);
        await CallAllAsync(with);

        Assert.Equal(Members.Select(member => "/" + member), plain.Requests.Select(seen => seen.Path));
        Assert.Equal(Members.Select(member => "/" + member), alias.Requests.Select(seen => seen.Path));
        Assert.All(alias.Requests, seen => Assert.Null(seen.Thumbprint));
    }

    [Fact]
    public void The_certificate_of_the_authentication_is_that_of_the_client_and_another_one_is_refused()
    {
        using var one = Pki.Issue("one");
        using var two = Pki.Issue("two");
        var authentication = ClientAuthentication.TlsClientAuth(The.ClientId, ClientCertificate.From(one));

        using var client = new OAuthClient(The.Issuer, authentication);
        using var said = new OAuthClient(The.Issuer, authentication) { Certificate = ClientCertificate.From(one) };
        using var none = new OAuthClient(The.Issuer, The.Basic);
        var e = Assert.Throws<ArgumentException>(() => new OAuthClient(The.Issuer, authentication) { Certificate = ClientCertificate.From(two) });

        Assert.Equal(TlsIdentity.ThumbprintOf(one), client.Certificate?.Thumbprint);
        Assert.Null(client.BoundCertificate);
        Assert.Equal(TlsIdentity.ThumbprintOf(one), said.BoundCertificate?.Thumbprint);
        Assert.Null(none.Certificate);
        Assert.Contains(nameof(OAuthClient.Certificate), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_of_ones_own_cannot_show_the_certificate()
    {
        using var certificate = Pki.Issue("orders");
        using var handler = new SocketsHttpHandler();

        var e = Assert.Throws<InvalidOperationException>(() => new OAuthClient(The.Issuer, The.Basic, new BackchannelOptions { Handler = handler }) { Certificate = ClientCertificate.From(certificate) });

        Assert.Contains(nameof(BackchannelOptions.ConfigureHandler), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_server_registered_about_certificates_holds()
    {
        using var certificate = Pki.Issue("orders");
        using var server = new AuthorizationServer(The.Issuer);
        var bound = RegisteredClient.FromJson("""{"client_id":"c","token_endpoint_auth_method":"none","tls_client_certificate_bound_access_tokens":true,"use_mtls_endpoint_aliases":true}""");
        var byTls = RegisteredClient.FromJson("""{"client_id":"c","token_endpoint_auth_method":"tls_client_auth","tls_client_certificate_bound_access_tokens":true}""");

        using var client = bound.CreateClient(server, ClientAuthentication.None("c"), certificate: ClientCertificate.From(certificate));
        using var other = byTls.CreateClient(server, ClientAuthentication.TlsClientAuth("c", ClientCertificate.From(certificate)));

        Assert.Equal(TlsIdentity.ThumbprintOf(certificate), client.BoundCertificate?.Thumbprint);
        Assert.True(client.UseMtlsEndpointAliases);
        Assert.Equal(TlsIdentity.ThumbprintOf(certificate), other.BoundCertificate?.Thumbprint);
        Assert.False(other.UseMtlsEndpointAliases);
        Assert.Throws<ArgumentException>(() => bound.CreateClient(server));
        Assert.Equal((true, true), (bound.Metadata.TlsClientCertificateBoundAccessTokens, bound.Metadata.UseMtlsEndpointAliases));
        Assert.Equal(bound.ToJson(), RegisteredClient.FromJson(bound.ToJson()).ToJson());
        Assert.Throws<FormatException>(() => RegisteredClient.FromJson("""{"client_id":"c","use_mtls_endpoint_aliases":"true"}"""));
    }

    [Fact]
    public async Task R244_The_connections_of_an_API_without_a_container_show_it_to_the_API_only()
    {
        using var certificate = Pki.Issue("orders");
        await using var api = await KestrelServer.StartAsync();
        await using var second = await KestrelServer.StartAsync();
        await using var other = await KestrelServer.StartAsync();
        using var client = new OAuthClient(The.Issuer, The.Basic) { Certificate = ClientCertificate.From(certificate) };
        Pki.TrustIn((SocketsHttpHandler)client.CertificateConnections.Handler);
        using var http = new HttpMessageInvoker(client.CreateApiHandler(api.Origin, [second.Origin]), disposeHandler: true);
        using var again = new HttpMessageInvoker(client.CreateApiHandler(api.Origin, []), disposeHandler: true);

        await GetAsync(http, api);
        await GetAsync(http, second);
        http.Dispose();
        await GetAsync(again, api);
        var e = await Assert.ThrowsAsync<OAuthException>(() => GetAsync(again, second));
        await Assert.ThrowsAsync<OAuthException>(() => GetAsync(again, other));
        client.Dispose();

        Assert.Equal(OAuthFault.ForeignOrigin, e.Code);
        // One pool for the identity, whatever the number of APIs over it.
        Assert.Single(api.Requests.Select(seen => seen.Connection).Distinct());
        Assert.All([.. api.Requests, .. second.Requests], seen => Assert.Equal(TlsIdentity.ThumbprintOf(certificate), seen.Thumbprint));
        Assert.Equal((2, 1, 0), (api.Requests.Length, second.Requests.Length, other.Requests.Length));
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() => GetAsync(again, api));
        Assert.Throws<ArgumentException>(() => client.CreateApiHandler(new Uri("http://127.0.0.1"), []));
    }

    private static string[] Members { get; } =
    [
        "token_endpoint", "revocation_endpoint", "introspection_endpoint", "device_authorization_endpoint",
        "backchannel_authentication_endpoint", "pushed_authorization_request_endpoint", "userinfo_endpoint",
    ];

    private static async Task CallAllAsync(OAuthClient client)
    {
        var token = AccessToken.Parse(The.Token(1));
        await client.RequestTokenAsync(The.Grant, Stop);
        await client.RevokeAsync(token, Stop);
        await client.IntrospectAsync(token, cancellationToken: Stop);
        await client.StartDeviceAuthorizationAsync(new DeviceAuthorizationRequest(), Stop);
        await client.StartBackchannelAuthenticationAsync(new BackchannelAuthenticationRequest { LoginHint = "jane" }, Stop);
        await client.StartAuthorizationAsync(new AuthorizationRequest { RedirectUri = "https://rp.example/cb" }, Stop);
        await client.GetUserInfoAsync(token, null, Stop);
    }

    private static async Task Answer(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.StatusCode = context.Request.Path == "/pushed_authorization_request_endpoint" ? 201 : 200;
        await context.Response.WriteAsync($$"""
            {"access_token":"{{The.Token(1)}}","token_type":"Bearer","expires_in":60,"active":true,"device_code":"d","user_code":"u","sub":"s",
             "verification_uri":"https://login.example.com/device","auth_req_id":"1c266114-a1be-4252-8ad1-04986c5b9ac1","request_uri":"urn:example:1"}
            """);
    }

    private static ServerMetadata Metadata(KestrelServer plain, KestrelServer alias, params string[] aliased)
    {
        var metadata = new Dictionary<string, object>
        {
            ["issuer"] = The.Issuer,
            ["authorization_endpoint"] = The.Issuer + "/authorize",
            ["require_pushed_authorization_requests"] = true,
            ["mtls_endpoint_aliases"] = aliased.ToDictionary(member => member, member => new Uri(alias.Origin, member).ToString()),
        };
        foreach (var member in Members)
        {
            metadata[member] = new Uri(plain.Origin, member).ToString();
        }

        return ServerMetadata.Parse(JsonSerializer.Serialize(metadata));
    }

    private static async Task GetAsync(HttpMessageInvoker http, KestrelServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Origin);
        using var response = await http.SendAsync(request, Stop);
    }

    private static ClientAuthentication Authentication(string method) => method switch
    {
        "private_key_jwt" => ClientAuthentication.PrivateKeyJwt(The.ClientId, SigningKey.Generate()),
        "none" => ClientAuthentication.None(The.ClientId),
        _ => The.Basic,
    };

    private static BackchannelOptions Trusting() => new() { ConfigureHandler = Pki.TrustIn };
}
