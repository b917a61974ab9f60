using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OAuthKit.Testing;

namespace OAuthKit.Interop.Tests;

/// <summary>The grants and endpoints of users at the servers alone, with a plain HttpClient: what fails here is no fault of OAuthKit.</summary>
public abstract class UserGrantFixtureTests<TServer>(TServer server) : InteropTests<TServer>(server)
    where TServer : InteropServer, new()
{
    protected const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";
    protected const string TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    private const string Scope = "openid offline_access";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Fact]
    public async Task A_code_brings_an_ID_token_and_a_refresh_token()
    {
        RegisteredClient client = await RegisterAsync();

        JsonElement tokens = await RedeemCodeAsync(client);

        Assert.Equal("n-1", ReadClaims(tokens.GetProperty("id_token").GetString()!).GetProperty("nonce").GetString());
        Assert.NotEmpty(tokens.GetProperty("refresh_token").GetString()!);
        Assert.Equal("Name of alice", await ReadNameAsync(tokens));
    }

    [Fact]
    public async Task A_refresh_token_that_is_used_twice_ends_all()
    {
        RegisteredClient client = await RegisterAsync();
        JsonElement first = await RedeemCodeAsync(client);

        JsonElement second = await RefreshAsync(client, first);
        JsonElement reused = await RefreshAsync(client, first);
        JsonElement last = await RefreshAsync(client, second);

        Assert.NotEqual(first.GetProperty("refresh_token").GetString(), second.GetProperty("refresh_token").GetString());
        Assert.Equal("invalid_grant", ErrorOf(reused));
        Assert.Equal("invalid_grant", ErrorOf(last));
    }

    [Fact]
    public async Task A_device_waits_for_its_user()
    {
        RegisteredClient client = await RegisterAsync();
        JsonElement device = await Server.PostForJsonAsync("device_authorization_endpoint", client, ("scope", Scope));
        (string, string)[] poll = [("grant_type", DeviceCode), ("device_code", device.GetProperty("device_code").GetString()!)];

        Assert.Equal("authorization_pending", ErrorOf(await Server.PostForJsonAsync("token_endpoint", client, poll)));
        await Server.DecideDeviceAsync(device.GetProperty("user_code").GetString()!, approve: true);
        JsonElement tokens = await Server.PostForJsonAsync("token_endpoint", client, poll);

        Assert.Equal("Name of alice", await ReadNameAsync(tokens));
    }

    [Fact]
    public async Task A_device_learns_that_its_user_refused()
    {
        RegisteredClient client = await RegisterAsync();
        JsonElement device = await Server.PostForJsonAsync("device_authorization_endpoint", client, ("scope", Scope));

        await Server.DecideDeviceAsync(device.GetProperty("user_code").GetString()!, approve: false);

        Assert.Equal("access_denied", ErrorOf(await Server.PostForJsonAsync(
            "token_endpoint", client, ("grant_type", DeviceCode), ("device_code", device.GetProperty("device_code").GetString()!))));
    }

    [Fact]
    public async Task A_token_is_exchanged_for_another()
    {
        RegisteredClient client = await RegisterAsync();
        JsonElement tokens = await RedeemCodeAsync(client);

        JsonElement exchanged = await Server.PostForJsonAsync(
            "token_endpoint",
            client,
            ("grant_type", TokenExchange),
            ("subject_token", tokens.GetProperty("access_token").GetString()!),
            ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"));

        Assert.Equal("urn:ietf:params:oauth:token-type:access_token", exchanged.GetProperty("issued_token_type").GetString());
    }

    [Fact]
    public async Task A_revoked_refresh_token_is_not_active()
    {
        RegisteredClient client = await RegisterAsync();
        string token = (await RedeemCodeAsync(client)).GetProperty("refresh_token").GetString()!;
        Assert.True((await Server.PostForJsonAsync("introspection_endpoint", client, ("token", token))).GetProperty("active").GetBoolean());

        await Server.RevokeAsync(client, token);

        Assert.False((await Server.PostForJsonAsync("introspection_endpoint", client, ("token", token))).GetProperty("active").GetBoolean());
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task A_client_proves_itself_with_its_key(string algorithm)
    {
        using TestSigningKey key = TestSigningKey.Create(algorithm);
        RegisteredClient client = await Server.RegisterAsync(RegisteredClient.Create("private_key_jwt") with { Key = key });

        JsonElement tokens = await Server.PostForJsonAsync("token_endpoint", client, ("grant_type", "client_credentials"));

        Assert.NotEmpty(tokens.GetProperty("access_token").GetString()!);
    }

    protected static string? ErrorOf(JsonElement answer)
    {
        return answer.TryGetProperty("error", out JsonElement error) ? error.GetString() : null;
    }

    protected static JsonElement ReadClaims(string jwt)
    {
        return JsonDocument.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[1])).RootElement;
    }

    /// <summary>A client for all that both servers have for users.</summary>
    protected Task<RegisteredClient> RegisterAsync()
    {
        return Server.RegisterAsync(RegisteredClient.Create("client_secret_post") with
        {
            GrantTypes = ["client_credentials", "authorization_code", "refresh_token", DeviceCode, TokenExchange],
        });
    }

    protected async Task<JsonElement> RedeemCodeAsync(RegisteredClient client)
    {
        string challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Verifier)));
        string code = await Server.ApproveCodeAsync(client, Scope, challenge, "n-1");
        JsonElement tokens = await Server.PostForJsonAsync(
            "token_endpoint", client, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", InteropServer.RedirectUri), ("code_verifier", Verifier));
        Assert.True(ErrorOf(tokens) is null, tokens.ToString());
        return tokens;
    }

    private Task<JsonElement> RefreshAsync(RegisteredClient client, JsonElement tokens)
    {
        return Server.PostForJsonAsync("token_endpoint", client, ("grant_type", "refresh_token"), ("refresh_token", tokens.GetProperty("refresh_token").GetString()!));
    }

    private async Task<string?> ReadNameAsync(JsonElement tokens)
    {
        Assert.True(ErrorOf(tokens) is null, tokens.ToString());
        using HttpRequestMessage request = new(HttpMethod.Get, (await Server.GetMetadataAsync()).GetProperty("userinfo_endpoint").GetString());
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("access_token").GetString());
        using HttpResponseMessage response = await Server.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("name").GetString();
    }
}
