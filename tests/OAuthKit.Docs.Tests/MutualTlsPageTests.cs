using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OAuthKit.Testing;
using OAuthKit.Tests;

namespace OAuthKit.Docs.Tests;

public sealed class MutualTlsPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_page_shows_code_that_compiles() =>
        DocSnippets.Verify("docs/mutual-tls.md", "tests/OAuthKit.Docs.Tests/MutualTlsPage.cs");

    [Fact]
    public void The_lines_on_connections_make_what_they_show()
    {
        using var certificate = TestCertificateAuthority.CreateSelfSignedCertificate("CN=orders");
        var shown = ClientCertificate.From(certificate);
        using var client = new OAuthClient("https://login.example.com", ClientAuthentication.None("orders")) { Certificate = shown };
        var services = new ServiceCollection();

        MutualTlsPage.Register(services, shown);
        using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("orders");
        using var handler = MutualTlsPage.Handler(client, shown);

        Assert.NotNull(MutualTlsPage.Create(client));
        Assert.IsType<MutualTlsHandler>(handler.InnerHandler);
        Assert.IsType<MutualTlsHandler>(Innermost(http));
    }

    [Fact]
    public async Task The_lines_for_APIs_take_a_token_with_its_certificate()
    {
        await using var server = await TestAuthorizationServer.StartAsync(cancellationToken: Stop);
        using var certificate = TestCertificateAuthority.CreateSelfSignedCertificate("CN=orders");
        server.AddClient(new TestClient("orders") { Certificate = certificate, CertificateBoundTokens = true });
        var options = new BackchannelOptions { ConfigureHandler = server.CertificateAuthority!.TrustIn };
        using var client = new OAuthClient(server.Issuer, ClientAuthentication.SelfSignedTlsClientAuth("orders", ClientCertificate.From(certificate)), options);
        var tokens = await client.RequestTokenAsync(new ClientCredentialsGrant(), Stop);
        using var issuer = new AuthorizationServer(server.Issuer, options);
        var validator = new JwtAccessTokenValidator(issuer, "https://api.test", new JwtAccessTokenOptions { SigningAlgorithm = JwsAlgorithms.ES256 });
        var connection = new DefaultHttpContext().Connection;
        connection.ClientCertificate = certificate;

        var token = await MutualTlsPage.ValidateAsync(validator, tokens.AccessToken, connection, Stop);
        var introspected = await MutualTlsPage.IntrospectAsync(new IntrospectionCache(client), tokens.AccessToken, SenderProof.Of(certificate), Stop);

        Assert.Equal(token.CertificateThumbprint, introspected.CertificateThumbprint);
        connection.ClientCertificate = null;
        Assert.Equal(OAuthFault.SenderProofMissing, (await Assert.ThrowsAsync<OAuthException>(() => MutualTlsPage.ValidateAsync(validator, tokens.AccessToken, connection, Stop))).Code);
    }

    private static HttpMessageHandler? Innermost(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler delegating)
        {
            handler = delegating.InnerHandler;
        }

        return handler;
    }
}
