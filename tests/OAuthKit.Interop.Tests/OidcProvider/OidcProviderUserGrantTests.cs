using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using OAuthKit.Testing;

namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderUserGrantTests(OidcProviderServer server) : UserGrantTests<OidcProviderServer>(server)
{
    private const string Ciba = "urn:openid:params:grant-type:ciba";
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private const string Saml2Bearer = "urn:ietf:params:oauth:grant-type:saml2-bearer";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_back_channel_asks_the_user(bool approve)
    {
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        using OAuthClient client = CreateClient(
            Server, await Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with { GrantTypes = [Ciba] }), clock);
        BackchannelAuthentication authentication = await client.StartBackchannelAuthenticationAsync(
            new BackchannelAuthenticationRequest { LoginHint = InteropServer.UserName, Scope = "openid", BindingMessage = "W4SCT" }, Cancellation);
        TokenPoller poller = new(client, authentication);
        Assert.IsType<PollPending>(await PollAsync(poller, clock));

        await Server.DecideBackchannelAsync(authentication.AuthReqId.Reveal(), approve);
        PollResult result = await PollAsync(poller, clock);

        Assert.Equal(approve ? typeof(PollTokens) : typeof(PollDenied), result.GetType());
        Assert.Equal(approve, (result as PollTokens)?.Tokens.IdToken?.Subject == InteropServer.UserName);
    }

    [Fact]
    public async Task A_client_of_the_ping_mode_is_told()
    {
        BackchannelAuthentication? authentication = null;
        TaskCompletionSource<PingNotification> received = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WebApplication application = LoopbackHost.CreateBuilder(Server.Certificate).Build();
        application.Run(async context =>
        {
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body);
            PingNotification ping = await PingNotification.VerifyAsync(
                context.Request.Headers.Authorization, body.ToArray(), (id, _) => new(id.Equals(authentication?.AuthReqId) ? authentication.ClientNotificationToken : null));
            context.Response.StatusCode = ping.StatusCode;
            received.TrySetResult(ping);
        });
        await application.StartAsync(Cancellation);
        RegisteredClient registration = await Server.RegisterAsync(
            RegisteredClient.Create("client_secret_basic") with { GrantTypes = [Ciba], NotificationEndpoint = new Uri(LoopbackHost.AddressOf(application), "ping") });
        using OAuthClient client = CreateClient(Server, registration);
        authentication = await client.StartBackchannelAuthenticationAsync(
            new BackchannelAuthenticationRequest { LoginHint = InteropServer.UserName, Scope = "openid", UsePing = true }, Cancellation);
        TokenPoller poller = new(client, authentication);

        await Server.DecideBackchannelAsync(authentication.AuthReqId.Reveal(), approve: true);
        PingNotification notification = await received.Task.WaitAsync(Cancellation);
        poller.Notify();

        Assert.True(notification.IsValid);
        Assert.IsType<PollTokens>(await poller.PollAsync(Cancellation));
    }

    [Fact]
    public async Task A_client_proves_itself_with_its_secret_as_a_key()
    {
        using OAuthClient client = CreateClient(
            Server, await Server.RegisterAsync(RegisteredClient.Create("client_secret_jwt") with { Secret = "a secret of at least thirty-two bytes" }));

        Assert.Equal("Bearer", (await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation)).TokenType);
    }

    [Theory]
    [InlineData("tls_client_auth")]
    [InlineData("self_signed_tls_client_auth")]
    public async Task A_client_proves_itself_with_its_certificate(string method)
    {
        string subject = $"CN=worker-{Guid.NewGuid():N}";
        using X509Certificate2 certificate = method == "tls_client_auth"
            ? Server.Authority.IssueClientCertificate(subject)
            : TestCertificateAuthority.CreateSelfSignedCertificate(subject);
        using X509Certificate2 other = TestCertificateAuthority.CreateSelfSignedCertificate(subject);
        RegisteredClient registration = await Server.RegisterAsync(RegisteredClient.Create(method) with { Certificate = certificate });
        using OAuthClient client = CreateClient(Server, registration);
        using OAuthClient impostor = CreateClient(Server, registration with { Certificate = other });

        Assert.Equal("Bearer", (await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation)).TokenType);
        OAuthServerException error = await Assert.ThrowsAsync<OAuthServerException>(() => impostor.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation));
        Assert.Equal("invalid_client", error.Error);
    }

    [Fact]
    public async Task Assertions_bring_tokens()
    {
        using TestSigningKey key = TestSigningKey.CreateEs256();
        RegisteredClient registration = await Server.RegisterAsync(
            RegisteredClient.Create("client_secret_basic") with { Key = key, GrantTypes = [JwtBearer, Saml2Bearer] });
        using OAuthClient client = CreateClient(Server, registration);
        string saml = $"""<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><Subject><NameID>alice</NameID></Subject><Audience>{Server.Issuer}</Audience></Assertion>""";

        TokenSet byJwt = await client.RequestTokenAsync(
            new JwtBearerGrant(Assertion.Parse(key.CreateJwt(RawAuthentication.Claims(registration, Server.Issuer, Server.Clock.GetUtcNow(), "alice"), "JWT"))), Cancellation);
        TokenSet bySaml = await client.RequestTokenAsync(new Saml2BearerGrant(saml), Cancellation);

        Assert.NotEqual(byJwt.AccessToken.Reveal(), bySaml.AccessToken.Reveal());
    }

    [Fact]
    public async Task Introspection_is_signed_for_a_client_that_registered_so()
    {
        using OAuthClient client = CreateClient(Server, await Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with { IntrospectionAlgorithm = "RS256" }));
        TokenSet tokens = await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation);

        Introspection introspection = await client.IntrospectAsync(tokens.AccessToken, new JwtIntrospectionOptions { SigningAlgorithm = "RS256" }, Cancellation);

        Assert.True(introspection.IsActive);
        Assert.Equal(client.ClientId, introspection.ClientId);
    }

    [Fact]
    public async Task A_client_registers_reads_replaces_and_deletes_itself()
    {
        using AuthorizationServer authorizationServer = new(Server.Issuer, OptionsFor(Server));
        ClientMetadata metadata = new() { ClientName = "Worker", GrantTypes = ["client_credentials"], ResponseTypes = [], RedirectUris = [] };

        OAuthKit.RegisteredClient registered = await authorizationServer.RegisterAsync(metadata, cancellationToken: Cancellation);
        using (OAuthClient client = registered.CreateClient(authorizationServer, OptionsFor(Server)))
        {
            Assert.Equal("Bearer", (await client.RequestTokenAsync(new ClientCredentialsGrant(), Cancellation)).TokenType);
        }

        OAuthKit.RegisteredClient read = await authorizationServer.ReadRegistrationAsync(registered, Cancellation);
        OAuthKit.RegisteredClient updated = await authorizationServer.UpdateRegistrationAsync(
            read, new ClientMetadata { ClientName = "Other", GrantTypes = ["client_credentials"], ResponseTypes = [], RedirectUris = [] }, Cancellation);
        await authorizationServer.DeleteRegistrationAsync(updated, Cancellation);

        Assert.Equal("Worker", read.Metadata.ClientName);
        Assert.Equal("Other", updated.Metadata.ClientName);
        await Assert.ThrowsAnyAsync<OAuthException>(() => authorizationServer.ReadRegistrationAsync(updated, Cancellation));
    }
}
