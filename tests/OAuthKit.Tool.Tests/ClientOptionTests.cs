using OAuthKit.Testing;

namespace OAuthKit.Tool.Tests;

/// <summary>How the client authenticates.</summary>
public sealed class ClientOptionTests
{
    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    [InlineData("client_secret_jwt")]
    public async Task A_secret_authenticates_in_each_way(string method)
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Server.AddClient(new TestClient("other", ToolRig.Secret) { AuthenticationMethods = [method] });
        (await rig.RunAsync("token", "client-credentials", "--issuer", rig.Server.Issuer, "--ca", rig.Ca, "--client-id", "other", "--client-secret-env", "CLIENT_SECRET", "--auth-method", method)).Ended();
        Assert.Equal(method, rig.Server.Token.Requests[^1].ClientAuthenticationMethod);
    }

    [Theory]
    [InlineData("ES256", null)]
    [InlineData("PS256", null)]
    [InlineData("RS384", "RS384")]
    public async Task A_key_of_the_tool_authenticates(string algorithm, string? named)
    {
        await using var rig = await ToolRig.StartAsync();
        var (file, jwks) = await rig.CreateKeyAsync(algorithm);
        rig.Server.AddClient(new TestClient("keyed") { Jwks = jwks, AuthenticationMethods = ["private_key_jwt"] });
        string[] more = named is null ? [] : ["--assertion-alg", named, "--auth-method", "private_key_jwt"];
        (await rig.RunAsync(["token", "client-credentials", "--issuer", rig.Server.Issuer, "--ca", rig.Ca, "--client-id", "keyed", "--private-key", file, .. more])).Ended();
        Assert.Equal("private_key_jwt", rig.Server.Token.Requests[^1].ClientAuthenticationMethod);
    }

    [Fact]
    public async Task A_certificate_authenticates_with_its_key_in_the_same_file_or_another()
    {
        await using var rig = await ToolRig.StartAsync();
        using var certificate = rig.Server.CertificateAuthority!.IssueClientCertificate("CN=worker");
        rig.Server.AddClient(new TestClient("mtls") { CertificateSubject = certificate.Subject, CertificateBoundTokens = true });
        var file = rig.WriteCertificate(certificate);
        string[] asClient = ["--issuer", rig.Server.Issuer, "--ca", rig.Ca, "--client-id", "mtls"];

        (await rig.RunAsync(["token", "client-credentials", .. asClient, "--certificate", file])).Ended();
        (await rig.RunAsync(["token", "client-credentials", .. asClient, "--certificate", rig.PathOf("certificate-alone.pem"), "--certificate-key", rig.PathOf("certificate-key.pem"), "--auth-method", "tls_client_auth", "--verbose"])).Ended();

        Assert.All(rig.Server.Token.Requests, request => Assert.Equal("tls_client_auth", request.ClientAuthenticationMethod));
        var answer = (await rig.RunAsync(["call", "GET", rig.OrdersUrl, "--grant", "client-credentials", .. asClient, "--certificate", file])).Ended();
        Assert.Contains("tea", answer.Output, StringComparison.Ordinal);
        Assert.NotNull(rig.Api.Requests[^1].ClientCertificate);
    }

    [Fact]
    public async Task A_self_signed_certificate_authenticates()
    {
        await using var rig = await ToolRig.StartAsync();
        using var certificate = TestCertificateAuthority.CreateSelfSignedCertificate("CN=self");
        rig.Server.AddClient(new TestClient("self") { Certificate = certificate });
        (await rig.RunAsync("token", "client-credentials", "--issuer", rig.Server.Issuer, "--ca", rig.Ca, "--client-id", "self", "--certificate", rig.WriteCertificate(certificate), "--auth-method", "self_signed_tls_client_auth")).Ended();
        Assert.Equal("self_signed_tls_client_auth", rig.Server.Token.Requests[^1].ClientAuthenticationMethod);
    }

    [Fact]
    public async Task A_client_without_authentication_says_who_it_is()
    {
        await using var rig = await ToolRig.StartAsync();
        rig.Environment["RT"] = rig.Server.IssueRefreshToken("desktop");
        (await rig.RunAsync(["token", "refresh", .. rig.AsDesktop("--auth-method", "none", "--refresh-token-env", "RT")])).Ended();
        Assert.Equal("none", rig.Server.Token.Requests[^1].ClientAuthenticationMethod);
    }

    [Fact]
    public async Task A_secret_on_the_command_line_works_and_is_warned_of()
    {
        await using var rig = await ToolRig.StartAsync();
        var run = (await rig.RunAsync("token", "client-credentials", "--issuer", rig.Server.Issuer, "--ca", rig.Ca, "--client-id", "worker", "--client-secret", ToolRig.Secret)).Ended();
        Assert.Contains("warning: --client-secret puts its value where other programs and the shell's history can read it. Use --client-secret-env NAME.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ToolRig.Secret, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--client-secret-env", "NOT_SET")]
    [InlineData("--private-key", "/nowhere/key.pem")]
    [InlineData("--certificate", "/nowhere/cert.pem")]
    [InlineData("--certificate-key", "/nowhere/key.pem")]
    [InlineData("--auth-method", "private_key_jwt")]
    [InlineData("--auth-method", "tls_client_auth")]
    [InlineData("--auth-method", "client_secret_post")]
    [InlineData("--auth-method", "magic")]
    [InlineData("--client-secret", "x", "--auth-method", "none")]
    [InlineData("--client-secret", "x", "--client-secret-env", "CLIENT_SECRET")]
    [InlineData("--client-secret", "x", "--private-key", "y")]
    [InlineData("--param", "x")]
    [InlineData("--param", "client_id=x")]
    [InlineData("--scope", "a\"b")]
    [InlineData("--ca", "/nowhere/ca.pem")]
    [InlineData("--timeout", "0")]
    [InlineData("--timeout", "soon")]
    public async Task Wrong_usage_ends_with_2_before_anything_is_sent(params string[] options)
    {
        await using var rig = await ToolRig.StartAsync();
        (await rig.RunAsync(["token", "client-credentials", "--issuer", rig.Server.Issuer, "--client-id", "worker", .. options, "--json"])).Failed(2, "usage");
        Assert.Equal(0, rig.Server.TokenRequests);
    }
}
