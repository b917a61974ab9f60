using System.Security.Cryptography.X509Certificates;

namespace OAuthKit.Testing.Tests;

public sealed class TestCertificateAuthorityTests
{
    [Fact]
    public async Task A_handler_of_another_authority_refuses_the_server()
    {
        await using var server = await TestAuthorizationServer.StartAsync(cancellationToken: Rig.Cancellation);
        using var stranger = new TestCertificateAuthority();
        using var client = new HttpClient(stranger.CreateHandler());

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(server.Address + "/jwks", Rig.Cancellation));

        Assert.Equal(HttpRequestError.SecureConnectionError, failure.HttpRequestError);
    }

    [Fact]
    public async Task A_handler_without_the_authority_refuses_the_server()
    {
        await using var server = await TestAuthorizationServer.StartAsync(cancellationToken: Rig.Cancellation);
        using var client = new HttpClient(new SocketsHttpHandler());

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(server.Address + "/jwks", Rig.Cancellation));
    }

    [Fact]
    public async Task A_handler_of_the_authority_still_checks_the_name()
    {
        await using var server = await TestAuthorizationServer.StartAsync(cancellationToken: Rig.Cancellation);
        using var handler = server.CertificateAuthority!.CreateHandler();
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
            await socket.ConnectAsync(System.Net.IPAddress.Loopback, server.BaseAddress.Port, cancellationToken);
            return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
        };
        using var client = new HttpClient(handler);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("https://other.test/jwks", Rig.Cancellation));
        Assert.True((await client.GetAsync($"https://localhost:{server.BaseAddress.Port}/jwks", Rig.Cancellation)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task An_authority_may_be_shared_by_several_hosts()
    {
        using var authority = new TestCertificateAuthority();
        await using var first = await TestAuthorizationServer.StartAsync(new() { CertificateAuthority = authority }, Rig.Cancellation);
        await using var second = await TestApi.StartAsync(first, cancellationToken: Rig.Cancellation);
        using var client = new HttpClient(authority.CreateHandler());

        Assert.True((await client.GetAsync(first.Address + "/jwks", Rig.Cancellation)).IsSuccessStatusCode);
        Assert.Equal(404, (int)(await client.GetAsync(second.Address + "/x", Rig.Cancellation)).StatusCode);
        Assert.Same(authority, second.CertificateAuthority);
    }

    [Fact]
    public void Handlers_follow_no_redirects_and_keep_no_cookies()
    {
        using var authority = new TestCertificateAuthority();
        using var handler = authority.CreateHandler();

        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.False(handler.UseProxy);
    }

    [Fact]
    public void Certificates_are_short_lived_and_name_loopback_only()
    {
        using var authority = new TestCertificateAuthority();
        using var certificate = authority.IssueServerCertificate();
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();

        Assert.True(certificate.HasPrivateKey);
        Assert.False(authority.Root.HasPrivateKey);
        Assert.InRange(certificate.NotAfter - certificate.NotBefore, TimeSpan.FromDays(1), TimeSpan.FromDays(7));
        Assert.Equal(["localhost"], names.EnumerateDnsNames());
        Assert.Equal(["127.0.0.1", "::1"], names.EnumerateIPAddresses().Select(address => address.ToString()));
        Assert.Equal(authority.Root.Thumbprint, X509Certificate2.CreateFromPem(authority.RootPem).Thumbprint);
    }
}
