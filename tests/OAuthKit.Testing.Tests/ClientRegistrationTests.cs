using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class ClientRegistrationTests
{
    private const string Metadata = """{"client_name":"Worker","grant_types":["client_credentials"],"token_endpoint_auth_method":"client_secret_post","scope":"orders.read"}""";

    [Fact]
    public async Task A_registered_client_gets_tokens()
    {
        await using var rig = await Rig.StartAsync();

        var (status, client) = await RegisterAsync(rig, Metadata);
        var token = await rig.PostAsync(("grant_type", "client_credentials"), ("client_id", (string)client["client_id"]!), ("client_secret", (string)client["client_secret"]!));

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("Worker", (string?)client["client_name"]);
        Assert.Equal(0, (int?)client["client_secret_expires_at"]);
        Assert.Equal(HttpStatusCode.OK, token.StatusCode);
        Assert.Equal("orders.read", (string?)(await Rig.ReadAsync(token))["scope"]);
    }

    [Theory]
    [InlineData("""{"token_endpoint_auth_method":"magic"}""", "invalid_client_metadata")]
    [InlineData("""{"jwks":{},"jwks_uri":"https://a.test","grant_types":[]}""", "invalid_client_metadata")]
    [InlineData("""{"grant_types":[],"id_token_signed_response_alg":"none"}""", "invalid_client_metadata")]
    [InlineData("""{"grant_types":[],"userinfo_encrypted_response_alg":"RSA1_5"}""", "invalid_client_metadata")]
    [InlineData("""{"grant_types":[],"authorization_encrypted_response_enc":"A64GCM"}""", "invalid_client_metadata")]
    [InlineData("""{}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["/relative"]}""", "invalid_redirect_uri")]
    [InlineData("""[]""", "invalid_client_metadata")]
    [InlineData("""{""", "invalid_client_metadata")]
    public async Task Refuses_metadata_that_is_wrong(string metadata, string error)
    {
        await using var rig = await Rig.StartAsync();

        var (status, answer) = await RegisterAsync(rig, metadata);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(error, Rig.ErrorOf(answer));
    }

    [Fact]
    public async Task Wants_an_initial_access_token_where_there_is_one()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.Registration.InitialAccessToken = "initial";

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(rig, HttpMethod.Post, rig.Server.Registration.Address, null, Metadata)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(rig, HttpMethod.Post, rig.Server.Registration.Address, "wrong", Metadata)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(rig, HttpMethod.Post, rig.Server.Registration.Address, "initial", Metadata)).StatusCode);
    }

    [Fact]
    public async Task A_client_reads_replaces_and_deletes_its_registration()
    {
        await using var rig = await Rig.StartAsync();
        var (_, client) = await RegisterAsync(rig, Metadata);
        var address = (string)client["registration_client_uri"]!;
        var token = (string)client["registration_access_token"]!;

        Assert.Equal("Worker", (string?)(await Rig.ReadAsync(await SendAsync(rig, HttpMethod.Get, address, token)))["client_name"]);

        var update = (JsonObject)JsonNode.Parse(Metadata)!;
        update["client_name"] = "Other";
        Assert.Equal("invalid_request", Rig.ErrorOf(await Rig.ReadAsync(await SendAsync(rig, HttpMethod.Put, address, token, update.ToJsonString()))));
        update["client_id"] = (string)client["client_id"]!;
        var updated = await Rig.ReadAsync(await SendAsync(rig, HttpMethod.Put, address, token, update.ToJsonString()));
        Assert.Equal("Other", (string?)updated["client_name"]);
        Assert.Equal((string?)client["client_secret"], (string?)updated["client_secret"]);

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(rig, HttpMethod.Delete, address, token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(rig, HttpMethod.Get, address, token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(rig, HttpMethod.Get, address, null)).StatusCode);
    }

    [Fact]
    public async Task The_registration_access_token_may_change_with_every_use()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.ClientConfiguration.RotatesAccessTokens = true;
        var (_, client) = await RegisterAsync(rig, Metadata);
        var address = (string)client["registration_client_uri"]!;
        var first = (string)client["registration_access_token"]!;

        var second = (string)(await Rig.ReadAsync(await SendAsync(rig, HttpMethod.Get, address, first)))["registration_access_token"]!;

        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(rig, HttpMethod.Get, address, first)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(rig, HttpMethod.Get, address, second)).StatusCode);
    }

    private static async Task<(HttpStatusCode Status, JsonObject Answer)> RegisterAsync(Rig rig, string metadata)
    {
        var response = await SendAsync(rig, HttpMethod.Post, rig.Server.Registration.Address, null, metadata);
        return (response.StatusCode, await Rig.ReadAsync(response));
    }

    private static Task<HttpResponseMessage> SendAsync(Rig rig, HttpMethod method, string address, string? token, string? json = null)
    {
        var request = new HttpRequestMessage(method, address) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return rig.Http.SendAsync(request, Rig.Cancellation);
    }
}
