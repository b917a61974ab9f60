using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using OAuthKit.Testing;

namespace OAuthKit.Interop.Tests;

[Collection<OidcProviderCollection>]
public sealed class OidcProviderUserGrantFixtureTests(OidcProviderServer server) : UserGrantFixtureTests<OidcProviderServer>(server)
{
    private const string Ciba = "urn:openid:params:grant-type:ciba";
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private const string Saml2Bearer = "urn:ietf:params:oauth:grant-type:saml2-bearer";

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "access_denied")]
    public async Task The_back_channel_asks_the_user(bool approve, string? error)
    {
        RegisteredClient client = await Server.RegisterAsync(RegisteredClient.Create("client_secret_post") with { GrantTypes = [Ciba, "refresh_token"] });
        JsonElement request = await Server.PostForJsonAsync("backchannel_authentication_endpoint", client, ("scope", "openid"), ("login_hint", "alice"));
        Assert.True(ErrorOf(request) is null, request.ToString());
        string id = request.GetProperty("auth_req_id").GetString()!;

        Assert.Equal("authorization_pending", ErrorOf(await Server.PostForJsonAsync("token_endpoint", client, ("grant_type", Ciba), ("auth_req_id", id))));
        await Server.DecideBackchannelAsync(id, approve);
        JsonElement tokens = await Server.PostForJsonAsync("token_endpoint", client, ("grant_type", Ciba), ("auth_req_id", id));

        Assert.Equal(error, ErrorOf(tokens));
        Assert.Equal(approve, tokens.TryGetProperty("id_token", out _));
    }

    [Fact]
    public async Task A_client_proves_itself_with_its_secret_as_a_key()
    {
        RegisteredClient client = await Server.RegisterAsync(
            RegisteredClient.Create("client_secret_jwt") with { Secret = "a secret of at least thirty-two bytes" });

        JsonElement tokens = await Server.PostForJsonAsync("token_endpoint", client, ("grant_type", "client_credentials"));

        Assert.True(ErrorOf(tokens) is null, tokens.ToString());
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
        RegisteredClient client = await Server.RegisterAsync(RegisteredClient.Create(method) with { Certificate = certificate });

        JsonElement tokens = await Server.PostForJsonAsync("token_endpoint", client, ("grant_type", "client_credentials"));
        JsonElement refused = await Server.PostForJsonAsync("token_endpoint", client with { Certificate = other }, ("grant_type", "client_credentials"));

        Assert.True(ErrorOf(tokens) is null, tokens.ToString());
        Assert.Equal("invalid_client", ErrorOf(refused));
    }

    [Fact]
    public async Task Introspection_is_signed_for_a_client_that_registered_so()
    {
        RegisteredClient client = await Server.RegisterAsync(RegisteredClient.Create("client_secret_post"));
        RegisteredClient api = await Server.RegisterAsync(RegisteredClient.Create("client_secret_post") with { IntrospectionAlgorithm = "RS256" });
        JsonElement tokens = await Server.PostForJsonAsync("token_endpoint", client, ("grant_type", "client_credentials"));

        using HttpResponseMessage response = await Server.PostAsync("introspection_endpoint", api, ("token", tokens.GetProperty("access_token").GetString()!));

        Assert.Equal("application/token-introspection+jwt", response.Content.Headers.ContentType?.MediaType);
        JsonElement claims = ReadClaims(await response.Content.ReadAsStringAsync(Cancellation));
        Assert.True(claims.GetProperty("token_introspection").GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task Assertions_bring_tokens()
    {
        using TestSigningKey key = TestSigningKey.CreateEs256();
        RegisteredClient client = await Server.RegisterAsync(
            RegisteredClient.Create("private_key_jwt") with { Key = key, GrantTypes = [JwtBearer, Saml2Bearer] });
        string jwt = key.CreateJwt(RawAuthentication.Claims(client, Server.Issuer, Server.Clock.GetUtcNow(), "alice"), "JWT");
        string saml = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            $"<Assertion><Subject><NameID>alice</NameID></Subject><Audience>{Server.Issuer}</Audience></Assertion>"));

        JsonElement first = await Server.PostForJsonAsync("token_endpoint", client, ("grant_type", JwtBearer), ("assertion", jwt));
        JsonElement second = await Server.PostForJsonAsync("token_endpoint", client, ("grant_type", Saml2Bearer), ("assertion", saml));
        JsonElement refused = await Server.PostForJsonAsync("token_endpoint", client, ("grant_type", JwtBearer), ("assertion", jwt[..^4] + "AAAA"));

        Assert.True(ErrorOf(first) is null, first.ToString());
        Assert.True(ErrorOf(second) is null, second.ToString());
        Assert.Equal("invalid_grant", ErrorOf(refused));
    }

    [Fact]
    public async Task A_client_registers_reads_replaces_and_deletes_itself()
    {
        string address = (await Server.GetMetadataAsync()).GetProperty("registration_endpoint").GetString()!;
        Dictionary<string, object> metadata = new()
        {
            ["grant_types"] = new[] { "client_credentials" },
            ["response_types"] = Array.Empty<string>(),
            ["redirect_uris"] = Array.Empty<string>(),
            ["client_name"] = "Worker",
        };
        using HttpResponseMessage registered = await Server.Http.PostAsJsonAsync(address, metadata, Cancellation);
        JsonElement client = await registered.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.True(registered.StatusCode == HttpStatusCode.Created, client.ToString());

        (HttpStatusCode status, JsonElement read) = await ManageAsync(client, HttpMethod.Get);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Worker", read.GetProperty("client_name").GetString());

        metadata["client_name"] = "Other";
        metadata["client_id"] = client.GetProperty("client_id").GetString()!;
        metadata["client_secret"] = client.GetProperty("client_secret").GetString()!;
        (status, JsonElement updated) = await ManageAsync(client, HttpMethod.Put, JsonContent.Create(metadata));
        Assert.True(status == HttpStatusCode.OK, updated.ToString());
        Assert.Equal("Other", updated.GetProperty("client_name").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await ManageAsync(client, HttpMethod.Delete)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ManageAsync(client, HttpMethod.Get)).Status);
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> ManageAsync(JsonElement client, HttpMethod method, HttpContent? content = null)
    {
        using HttpRequestMessage request = new(method, client.GetProperty("registration_client_uri").GetString()) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.GetProperty("registration_access_token").GetString());
        using HttpResponseMessage response = await Server.Http.SendAsync(request, Cancellation);
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }
}
