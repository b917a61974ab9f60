using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class ClientAssertionTests
{
    private const string ClientId = "signer";
    private const string Secret = "a secret of at least thirty-two bytes";

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS384")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public async Task Takes_an_assertion_of_a_registered_key(string algorithm)
    {
        await using var rig = await Rig.StartAsync();
        using var key = TestSigningKey.Create(algorithm);
        rig.Server.AddClient(new TestClient(ClientId) { Jwks = key.ToPublicJwk() });

        Assert.Null(await SendAsync(rig, key.CreateJwt(Claims(rig), "client-authentication+jwt")));
        Assert.Equal("private_key_jwt", rig.Server.Token.Requests[0].ClientAuthenticationMethod);
        Assert.Equal(ClientId, rig.Server.Token.Requests[0].ClientId);
    }

    [Fact]
    public async Task Takes_an_assertion_signed_with_the_secret()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.AddClient(ClientId, Secret);

        Assert.Null(await SendAsync(rig, Hs256(Claims(rig), Secret)));
        Assert.Equal("client_secret_jwt", rig.Server.Token.Requests[0].ClientAuthenticationMethod);
        Assert.Equal("invalid_client", await SendAsync(rig, Hs256(Claims(rig), "another secret")));
    }

    [Theory]
    [InlineData("iss", "other")]
    [InlineData("sub", "other")]
    [InlineData("aud", "https://login.test/token")]
    [InlineData("aud", "https://login.test/")]
    [InlineData("exp", "1")]
    [InlineData("exp", null)]
    [InlineData("iat", "4102444800")]
    [InlineData("jti", null)]
    public async Task Refuses_an_assertion_with_a_wrong_claim(string claim, string? value)
    {
        await using var rig = await Rig.StartAsync();
        using var key = TestSigningKey.CreateEs256();
        rig.Server.AddClient(new TestClient(ClientId) { Jwks = key.ToPublicJwk() });
        var claims = Claims(rig);
        claims[claim] = long.TryParse(value, out var number) ? number : value;

        Assert.Equal("invalid_client", await SendAsync(rig, key.CreateJwt(claims, "JWT")));
    }

    [Fact]
    public async Task Refuses_an_assertion_that_comes_again_is_of_another_type_or_of_another_key()
    {
        await using var rig = await Rig.StartAsync();
        using var key = TestSigningKey.CreateEs256();
        using var other = TestSigningKey.CreateEs256();
        rig.Server.AddClient(new TestClient(ClientId) { Jwks = key.ToPublicJwk() });
        var assertion = key.CreateJwt(Claims(rig), "JWT");

        Assert.Null(await SendAsync(rig, assertion));
        Assert.Equal("invalid_client", await SendAsync(rig, assertion));
        Assert.Equal("invalid_client", await SendAsync(rig, key.CreateJwt(Claims(rig), "dpop+jwt")));
        Assert.Equal("invalid_client", await SendAsync(rig, other.CreateJwt(Claims(rig), "JWT")));
        Assert.Equal("invalid_client", await SendAsync(rig, other.CreateJwt(Claims(rig), "JWT", new() { ["kid"] = key.KeyId })));
        Assert.Equal("invalid_client", await SendAsync(rig, key.CreateJwt(Claims(rig), "JWT", new() { ["alg"] = "none" })));
        Assert.Equal("invalid_client", await SendAsync(rig, key.CreateJwt(Claims(rig), "JWT"), type: "urn:example:other"));
        Assert.Equal("invalid_client", await SendAsync(rig, "not a JWT"));
    }

    [Fact]
    public async Task The_endpoint_is_an_audience_where_the_server_says_so()
    {
        await using var rig = await Rig.StartAsync(configure: options => options.AcceptEndpointAsAudience = true);
        using var key = TestSigningKey.CreateEs256();
        rig.Server.AddClient(new TestClient(ClientId) { Jwks = key.ToPublicJwk() });
        var claims = Claims(rig);
        claims["aud"] = rig.Server.Token.Address;

        Assert.Null(await SendAsync(rig, key.CreateJwt(claims, null)));
    }

    [Fact]
    public async Task Takes_the_certificate_of_its_authority()
    {
        await using var rig = await Rig.StartAsync(loopback: true);
        using var certificate = rig.Server.CertificateAuthority!.IssueClientCertificate("CN=signer");
        using var other = rig.Server.CertificateAuthority!.IssueClientCertificate("CN=other");
        using var foreignAuthority = new TestCertificateAuthority();
        using var foreign = foreignAuthority.IssueClientCertificate("CN=signer");
        rig.Server.AddClient(new TestClient(ClientId) { CertificateSubject = "CN=signer" });

        Assert.Null(await SendAsync(rig, certificate));
        Assert.Equal("tls_client_auth", rig.Server.Token.Requests[0].ClientAuthenticationMethod);
        Assert.Equal("CN=signer", rig.Server.Token.Requests[0].ClientCertificate!.Subject);
        Assert.Equal("invalid_client", await SendAsync(rig, other));
        Assert.Equal("invalid_client", await SendAsync(rig, foreign));
        Assert.Equal("invalid_client", await SendAsync(rig, (System.Security.Cryptography.X509Certificates.X509Certificate2?)null));
    }

    [Fact]
    public async Task Takes_the_very_certificate_that_is_registered()
    {
        await using var rig = await Rig.StartAsync(loopback: true);
        using var certificate = TestCertificateAuthority.CreateSelfSignedCertificate("CN=signer");
        using var other = TestCertificateAuthority.CreateSelfSignedCertificate("CN=signer");
        rig.Server.AddClient(new TestClient(ClientId) { Certificate = certificate });

        Assert.Null(await SendAsync(rig, certificate));
        Assert.Equal("self_signed_tls_client_auth", rig.Server.Token.Requests[0].ClientAuthenticationMethod);
        Assert.Equal("invalid_client", await SendAsync(rig, other));
    }

    private static JsonObject Claims(Rig rig) => new()
    {
        ["iss"] = ClientId,
        ["sub"] = ClientId,
        ["aud"] = rig.Server.Issuer,
        ["iat"] = rig.Clock.GetUtcNow().ToUnixTimeSeconds(),
        ["exp"] = rig.Clock.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds(),
        ["jti"] = Guid.NewGuid().ToString(),
    };

    private static string Hs256(JsonObject claims, string secret)
    {
        var content = Base64Url.EncodeToString("""{"alg":"HS256"}"""u8) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        return content + "." + Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(content)));
    }

    private static async Task<string?> SendAsync(Rig rig, string assertion, string type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
    {
        var response = await rig.PostAsync(("grant_type", "client_credentials"), ("client_assertion", assertion), ("client_assertion_type", type));
        return Rig.ErrorOf(await Rig.ReadAsync(response));
    }

    private static async Task<string?> SendAsync(Rig rig, System.Security.Cryptography.X509Certificates.X509Certificate2? certificate)
    {
        using var http = new HttpClient(rig.Server.CertificateAuthority!.CreateHandler(certificate));
        var response = await http.PostAsync(rig.Server.Token.Address, Rig.Form(("grant_type", "client_credentials"), ("client_id", ClientId)), Rig.Cancellation);
        return Rig.ErrorOf(await Rig.ReadAsync(response));
    }
}
