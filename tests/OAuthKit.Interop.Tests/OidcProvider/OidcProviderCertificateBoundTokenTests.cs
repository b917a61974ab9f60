using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace OAuthKit.Interop.Tests;

/// <summary>Tokens that oidc-provider binds to the certificate of the client (RFC 8705 sections 3 to 5), over real TLS.</summary>
[Collection<OidcProviderCollection>]
public sealed class OidcProviderCertificateBoundTokenTests(OidcProviderServer server) : UserInteropTests<OidcProviderServer>(server)
{
    private readonly ConcurrentQueue<string> _hosts = new();

    [Theory]
    [InlineData("tls_client_auth")]
    [InlineData("self_signed_tls_client_auth")]
    [InlineData("private_key_jwt")]
    public async Task A_token_is_good_under_the_certificate_that_it_was_asked_for_under(string method)
    {
        using X509Certificate2 certificate = Create(method);
        using X509Certificate2 another = Create(method);
        using SigningKey key = SigningKey.Generate();
        using OAuthClient client = CreateClient(await RegisterAsync(method, certificate, key), certificate);
        await using WebApplication api = await StartApiAsync();
        Uri address = LoopbackHost.AddressForClientCertificates(api);
        ClientCredentialsGrant grant = new() { Scope = ProtectedResource.Read, Resource = [ProtectedResource.OrdersIdentifier] };
        MutualTlsHandlerOptions trusting = new() { ConfigureHandler = Server.Authority.TrustIn };
        using HttpClient http = new(new OAuthHandler(client, grant, address) { InnerHandler = new MutualTlsHandler(client.Certificate!, [address], trusting) });
        using HttpClient thief = new(new OAuthHandler(TokenPolicy.CallerSupplied, address) { InnerHandler = new MutualTlsHandler(ClientCertificate.From(another), [address], trusting) });
        TokenSet tokens = await client.RequestTokenAsync(grant, Cancellation);
        using HttpRequestMessage stolen = new(HttpMethod.Get, address);
        stolen.Options.Set(OAuthHandler.AccessTokenOption, AccessToken.Parse(tokens.AccessToken.Reveal()));

        string bound = await http.GetStringAsync(address, Cancellation);
        using HttpResponseMessage refused = await thief.SendAsync(stolen, Cancellation);

        Assert.Equal(client.Certificate!.Thumbprint, bound);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(OAuthFault.SenderProofMismatch, await refused.Content.ReadAsStringAsync(Cancellation));
        // The metadata names another host for these clients, and that is the one that is called.
        Assert.Equal(["localhost"], _hosts.Distinct());
    }

    [Fact]
    public async Task An_API_that_asks_about_a_token_learns_what_it_is_bound_to()
    {
        using X509Certificate2 certificate = Create("tls_client_auth");
        using X509Certificate2 another = Create("tls_client_auth");
        using SigningKey key = SigningKey.Generate();
        using OAuthClient client = CreateClient(await RegisterAsync("private_key_jwt", certificate, key), certificate);
        using OAuthClient api = CreateClient(Server, ProtectedResource.Ledger.IntrospectionClient);
        TokenSet tokens = await client.RequestTokenAsync(new ClientCredentialsGrant { Scope = ProtectedResource.Read, Resource = [ProtectedResource.LedgerIdentifier] }, Cancellation);

        Introspection answer = await api.IntrospectAsync(tokens.AccessToken, new IntrospectionOptions { Proof = SenderProof.Of(certificate) }, Cancellation);
        OAuthException mismatch = await Assert.ThrowsAsync<OAuthException>(() => api.IntrospectAsync(tokens.AccessToken, new IntrospectionOptions { Proof = SenderProof.Of(another) }, Cancellation));
        OAuthException missing = await Assert.ThrowsAsync<OAuthException>(() => api.IntrospectAsync(tokens.AccessToken, cancellationToken: Cancellation));

        Assert.True(answer.IsActive);
        Assert.Equal(client.Certificate!.Thumbprint, answer.CertificateThumbprint);
        Assert.Equal((OAuthFault.SenderProofMismatch, OAuthFault.SenderProofMissing), (mismatch.Code, missing.Code));
    }

    [Fact]
    public async Task A_public_client_refreshes_and_asks_for_UserInfo_under_its_certificate_only()
    {
        using X509Certificate2 certificate = Create("self_signed_tls_client_auth");
        using X509Certificate2 another = Create("self_signed_tls_client_auth");
        RegisteredClient registration = await Server.RegisterAsync(RegisteredClient.Create("none") with
        {
            GrantTypes = ["authorization_code", "refresh_token"],
            Metadata = new Dictionary<string, JsonNode> { ["tls_client_certificate_bound_access_tokens"] = true },
        });
        using OAuthClient client = CreateClient(registration, certificate);
        using OAuthClient thief = CreateClient(registration, another);
        TokenSet tokens = await RedeemCodeAsync(client);

        OAuthServerException refused = await Assert.ThrowsAsync<OAuthServerException>(() => thief.RequestTokenAsync(new RefreshTokenGrant(tokens.RefreshToken!), Cancellation));
        OAuthServerException unknown = await Assert.ThrowsAsync<OAuthServerException>(() => thief.GetUserInfoAsync(AccessToken.Parse(tokens.AccessToken.Reveal()), null, Cancellation));
        OAuthException unsent = await Assert.ThrowsAsync<OAuthException>(() => thief.GetUserInfoAsync(tokens, InteropServer.UserName, Cancellation));
        TokenSet refreshed = await client.RequestTokenAsync(new RefreshTokenGrant(tokens), Cancellation);
        UserInfo user = await client.GetUserInfoAsync(refreshed, InteropServer.UserName, Cancellation);

        Assert.Equal("invalid_grant", refused.Error);
        Assert.Equal("invalid_token", unknown.Error);
        Assert.Equal(OAuthFault.CertificateNotShown, unsent.Code);
        Assert.Equal(InteropServer.UserName, user.Subject);
        Assert.Equal(["localhost"], _hosts.Distinct());
    }

    [Fact]
    public async Task Without_its_certificate_a_client_of_such_tokens_gets_none()
    {
        using SigningKey key = SigningKey.Generate();
        RegisteredClient registration = await RegisterAsync("private_key_jwt", null, key);
        using OAuthClient client = CreateClient(Server, registration);

        OAuthServerException refused = await Assert.ThrowsAsync<OAuthServerException>(() => client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation));

        Assert.Equal("invalid_grant", refused.Error);
    }

    private X509Certificate2 Create(string method) => method == "self_signed_tls_client_auth"
        ? SelfSignedCertificate.Create(InteropServer.Host)
        : Server.Authority.IssueClientCertificate($"CN={InteropServer.Host}");

    private Task<RegisteredClient> RegisterAsync(string method, X509Certificate2? certificate, SigningKey key)
    {
        return Server.RegisterAsync(RegisteredClient.Create(method) with
        {
            Certificate = method == "private_key_jwt" ? null : certificate,
            SigningKey = method == "private_key_jwt" ? key : null,
            Metadata = new Dictionary<string, JsonNode> { ["tls_client_certificate_bound_access_tokens"] = true },
        });
    }

    private OAuthClient CreateClient(RegisteredClient registration, X509Certificate2 certificate)
    {
        BackchannelOptions options = new()
        {
            ConfigureHandler = handler =>
            {
                Server.Authority.TrustIn(handler);
                handler.ConnectCallback = ConnectAsync;
            },
        };
        // Discovery goes over connections without the certificate, and isn't counted.
        AuthorizationServer issuer = new(Server.Issuer, OptionsFor(Server));
        return new OAuthClient(issuer, registration.ToAuthentication(), options) { Certificate = ClientCertificate.From(certificate) };
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        _hosts.Enqueue(context.DnsEndPoint.Host);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>An API that says which certificate the token is bound to, or why it refuses it.</summary>
    private async Task<WebApplication> StartApiAsync()
    {
        JwtAccessTokenValidator validator = new(new AuthorizationServer(Server.Issuer, OptionsFor(Server)), ProtectedResource.OrdersIdentifier);
        WebApplicationBuilder builder = LoopbackHost.CreateBuilder(Server.Certificate);
        LoopbackHost.ListenForClientCertificates(builder, Server.Certificate);
        WebApplication api = builder.Build();
        api.Run(async context =>
        {
            try
            {
                string header = context.Request.Headers.Authorization.ToString();
                JwtAccessToken token = await validator.ValidateAsync(AccessToken.Parse(header["Bearer ".Length..]), SenderProof.Of(context.Connection.ClientCertificate), context.RequestAborted);
                await context.Response.WriteAsync(token.CertificateThumbprint ?? "nothing");
            }
            catch (OAuthException e)
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                await context.Response.WriteAsync(e.Code);
            }
        });
        await api.StartAsync(Cancellation);
        return api;
    }
}
