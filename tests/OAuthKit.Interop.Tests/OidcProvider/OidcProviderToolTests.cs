using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using OAuthKit.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>What only oidc-provider has: signed requests and responses, DPoP, certificates, CIBA, assertions, registration, signed introspection.</summary>
[Collection<OidcProviderCollection>]
public sealed class OidcProviderToolTests(OidcProviderServer server) : ToolTests<OidcProviderServer>(server)
{
    [Theory]
    [InlineData("jwt", false)]
    [InlineData("form_post.jwt", true)]
    public async Task Signs_requests_and_reads_signed_responses_with_a_bound_token(string mode, bool par)
    {
        (string file, SigningKey key) = await CreateKeyAsync();
        using SigningKey owned = key;
        RegisteredClient client = await Server.RegisterAsync(RegisteredClient.Create("private_key_jwt") with
        {
            IsNative = true,
            SigningKey = key,
            GrantTypes = ["authorization_code", "refresh_token"],
            Metadata = new Dictionary<string, JsonNode>
            {
                ["request_object_signing_alg"] = "ES256", ["authorization_signed_response_alg"] = "ES256",
                ["id_token_signed_response_alg"] = "PS256", ["userinfo_signed_response_alg"] = "ES256",
            },
        });

        ToolProcess run = (await ToolProcess.RunAsync(
        [
            "token", "authorization-code", .. AtServer, "--client-id", client.Id, "--private-key", file, "--jar", file, "--response-mode", mode, .. par ? ["--par"] : Array.Empty<string>(),
            "--scope", "openid", "--dpop", "--authorization-response-alg", "ES256", "--id-token-alg", "PS256", "--userinfo-alg", "ES256", "--userinfo",
            "--browser-command", ToolProcess.Browser(Ca), "--json",
        ])).Ended();

        Assert.Equal("DPoP", run.Json.GetProperty("token_type").GetString());
        Assert.Equal("Name of alice", run.Json.GetProperty("userinfo").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("tls_client_auth")]
    [InlineData("self_signed_tls_client_auth")]
    public async Task Authenticates_by_a_certificate(string method)
    {
        using X509Certificate2 certificate = method == "tls_client_auth" ? Server.Authority.IssueClientCertificate($"CN={InteropServer.Host}") : SelfSignedCertificate.Create(InteropServer.Host);
        RegisteredClient client = await Server.RegisterAsync(RegisteredClient.Create(method) with
        {
            Certificate = certificate,
            Metadata = new Dictionary<string, JsonNode> { ["tls_client_certificate_bound_access_tokens"] = true },
        });
        string file = Write("cert.pem", certificate.ExportCertificatePem());
        string key = Write("cert-key.pem", certificate.GetECDsaPrivateKey()?.ExportPkcs8PrivateKeyPem() ?? certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());

        (await ToolProcess.RunAsync(["token", "client-credentials", .. AtServer, "--client-id", client.Id, "--certificate", file, "--certificate-key", key, "--auth-method", method])).Ended();
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 4)]
    public async Task Waits_for_a_user_who_is_asked_elsewhere(bool approve, int exitCode)
    {
        RegisteredClient client = await Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with { GrantTypes = ["urn:openid:params:grant-type:ciba"] });
        ToolProcess run = await RunAsync(client, ["token", "ciba", "--scope", "openid", "--login-hint", InteropServer.UserName, "--json"], onError: async line =>
        {
            if (line.StartsWith("Waiting", StringComparison.Ordinal))
            {
                await Server.DecideBackchannelAsync(client, approve);
            }
        });
        run.Ended(exitCode);
    }

    [Fact]
    public async Task Takes_an_assertion_of_a_file()
    {
        using TestSigningKey key = TestSigningKey.CreateEs256();
        RegisteredClient client = await Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with { Key = key, GrantTypes = ["urn:ietf:params:oauth:grant-type:jwt-bearer"] });
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        string assertion = key.CreateJwt(new JsonObject { ["iss"] = client.Id, ["sub"] = InteropServer.UserName, ["aud"] = Server.Issuer, ["exp"] = now + 60 }, "JWT");
        (await RunAsync(client, ["token", "jwt-bearer", "--assertion", Write("assertion.jwt", assertion)])).Ended();
    }

    [Fact]
    public async Task Registers_a_client_and_is_it()
    {
        string metadata = Write("client.json", """{"redirect_uris":[],"response_types":[],"grant_types":["client_credentials"],"token_endpoint_auth_method":"client_secret_basic"}""");
        ToolProcess registered = (await ToolProcess.RunAsync(["register", "--metadata", metadata, .. AtServer])).Ended();
        RegisteredClient client = new(registered.Json.GetProperty("client_id").GetString()!, registered.Json.GetProperty("client_secret").GetString()!, "client_secret_basic");
        (await RunAsync(client, ["token", "client-credentials"])).Ended();
    }

    [Fact]
    public async Task Reads_a_signed_introspection()
    {
        RegisteredClient client = await Server.RegisterAsync(RegisteredClient.Create("client_secret_basic") with { IntrospectionAlgorithm = "RS256" });
        string token = (await RunAsync(client, ["token", "client-credentials", "--show-tokens", "--json"])).Ended().Json.GetProperty("access_token").GetString()!;
        ToolProcess run = (await RunAsync(client, ["introspect", "--jwt", "--token-env", "TOKEN", "--json"], new Dictionary<string, string> { ["TOKEN"] = token })).Ended();
        Assert.True(run.Json.GetProperty("active").GetBoolean());
    }

    private async Task<(string File, SigningKey Key)> CreateKeyAsync()
    {
        string file = Path.Combine(Path.GetDirectoryName(Ca)!, "signing.jwk");
        (await ToolProcess.RunAsync(["key", "new", "--out", file])).Ended();
        return (file, SigningKey.FromFile(file));
    }
}
