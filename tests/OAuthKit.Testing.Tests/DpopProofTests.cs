using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

/// <summary>Which proofs of a key the test server takes (RFC 9449 sections 4.3 and 10.1), by plain HTTP.</summary>
public sealed class DpopProofTests
{
    private const string Callback = "https://worker.test/callback";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_metadata_name_the_algorithms_and_no_other_is_taken()
    {
        await using var server = new TestAuthorizationServer(new() { DpopAlgorithms = ["PS256"] });
        server.AddClient("worker", "secret");
        using var client = new OAuthClient(server.Issuer, ClientAuthentication.ClientSecretBasic("worker", "secret"), new BackchannelOptions { Handler = server.Handler }) { Dpop = new DpopOptions() };
        using var key = TestSigningKey.CreateEs256();

        var unsent = await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(new ClientCredentialsGrant(), Stop));

        Assert.Equal(OAuthFault.DpopAlgorithmUnsupported, unsent.Code);
        Assert.Equal(["PS256"], ((JsonArray)JsonNode.Parse(await server.CreateClient().GetStringAsync(server.OpenIdDiscovery.Path, Stop))!["dpop_signing_alg_values_supported"]!).Select(node => (string?)node));
        Assert.Equal((400, "invalid_dpop_proof"), await PostAsync(server, "/token", Proof(server, key), ("grant_type", "client_credentials")));
    }

    [Fact]
    public async Task A_proof_works_once_for_its_address_and_alone()
    {
        await using var server = CreateServer();
        using var key = TestSigningKey.CreateEs256();
        (string, string) grant = ("grant_type", "client_credentials");
        var proof = Proof(server, key);

        Assert.Equal((200, null), await PostAsync(server, "/token", proof, grant));
        Assert.Equal((400, "invalid_dpop_proof"), await PostAsync(server, "/token", proof, grant));
        Assert.Equal((400, "invalid_dpop_proof"), await PostAsync(server, "/token", Proof(server, key, "/par"), grant));
        Assert.Equal((400, "invalid_dpop_proof"), await PostAsync(server, "/token", Proof(server, key) + "," + Proof(server, key), grant));
    }

    [Fact]
    public async Task A_pushed_request_that_names_another_key_than_that_of_its_proof_is_refused()
    {
        await using var server = CreateServer();
        using var key = TestSigningKey.CreateEs256();
        (string, string?)[] parameters =
        [
            ("client_id", "worker"), ("response_type", "code"), ("redirect_uri", Callback), ("code_challenge", SignInRig.Challenge), ("code_challenge_method", "S256"),
        ];

        Assert.Equal((201, null), await PostAsync(server, "/par", Proof(server, key, "/par"), parameters));
        Assert.Equal((400, "invalid_dpop_proof"), await PostAsync(server, "/par", Proof(server, key, "/par"), [.. parameters, ("dpop_jkt", SignInRig.Challenge)]));
    }

    private static TestAuthorizationServer CreateServer()
    {
        var server = new TestAuthorizationServer();
        server.AddClient(new TestClient("worker", "secret") { RedirectUris = [Callback] });
        return server;
    }

    private static string Proof(TestAuthorizationServer server, TestSigningKey key, string path = "/token") => key.CreateJwt(
        new JsonObject
        {
            ["jti"] = Guid.NewGuid().ToString(),
            ["htm"] = "POST",
            ["htu"] = server.Address + path,
            ["iat"] = server.TimeProvider.GetUtcNow().ToUnixTimeSeconds(),
        },
        "dpop+jwt",
        new JsonObject { ["jwk"] = key.ToPublicJwk() });

    private static async Task<(int Status, string? Error)> PostAsync(TestAuthorizationServer server, string path, string proof, params (string Name, string? Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(form.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))),
        };
        request.Headers.Add("Authorization", "Basic d29ya2VyOnNlY3JldA==");
        foreach (var value in proof.Split(','))
        {
            request.Headers.TryAddWithoutValidation("DPoP", value);
        }

        using var response = await server.CreateClient().SendAsync(request, Stop);
        return ((int)response.StatusCode, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!["error"]);
    }
}
