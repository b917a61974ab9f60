using System.Net;
using System.Text.Json;

namespace OAuthKit;

public sealed class RegistrationTests : IDisposable
{
    private const string Managed = """
        {"client_id":"c1","client_secret":"secret-c4narY","client_secret_expires_at":0,"client_id_issued_at":1767225600,
         "registration_access_token":"manage-c4narY","registration_client_uri":"https://login.example.com/register/c1",
         "token_endpoint_auth_method":"client_secret_post","redirect_uris":["https://app.example/cb?x=1"],"x_vendor":{"a":1}}
        """;

    private readonly EndpointServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task R287_Metadata_are_posted_as_JSON()
    {
        _server.Answer("/register", Managed, HttpStatusCode.Created);

        await _server.Server.RegisterAsync(
            new ClientMetadata
            {
                RedirectUris = ["https://app.example/cb?x=1"],
                TokenEndpointAuthMethod = "private_key_jwt",
                GrantTypes = ["authorization_code", "refresh_token"],
                ResponseTypes = ["code"],
                ClientName = "Büro",
                Scope = "a b",
                Contacts = ["me@example.com"],
                JwksUri = "https://app.example/jwks",
                SoftwareId = "4NRB1",
                OtherMembers = new Dictionary<string, JsonElement> { ["client_name#fr"] = JsonElement.Parse("\"Bureau\""), ["id_token_signed_response_alg"] = JsonElement.Parse("\"ES256\"") },
            },
            cancellationToken: Stop);

        var sent = _server.LastTo("/register");
        Assert.Equal("POST", sent.Method);
        Assert.Equal("application/json", sent.Headers["Content-Type"]);
        Assert.Equal("application/json", sent.Headers["Accept"]);
        Assert.Null(sent.Authorization);
        using var body = JsonDocument.Parse(sent.Body);
        Assert.Equal(
            ["redirect_uris", "token_endpoint_auth_method", "grant_types", "response_types", "client_name", "scope", "contacts", "jwks_uri", "software_id", "client_name#fr", "id_token_signed_response_alg"],
            body.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Büro", body.RootElement.GetProperty("client_name").GetString());
        Assert.Equal("https://app.example/cb?x=1", body.RootElement.GetProperty("redirect_uris")[0].GetString());
    }

    [Fact]
    public async Task R287_The_answer_is_read_whole()
    {
        var client = await RegisterAsync(Managed);

        Assert.Equal("c1", client.ClientId);
        Assert.Equal("secret-c4narY", client.ClientSecret?.Reveal());
        Assert.Null(client.ClientSecretExpiresAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1767225600), client.ClientIdIssuedAt);
        Assert.Equal("manage-c4narY", client.RegistrationAccessToken?.Reveal());
        Assert.Equal("https://login.example.com/register/c1", client.RegistrationClientUri);
        Assert.Equal(["https://app.example/cb?x=1"], client.Metadata.RedirectUris);
        Assert.Equal(["x_vendor"], client.Metadata.OtherMembers.Keys);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Accepted)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task R287_Success_is_201(HttpStatusCode status) =>
        Assert.Equal(OAuthFault.EndpointStatus, (await Assert.ThrowsAsync<OAuthException>(() => RegisterAsync(Managed, status))).Code);

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"client_id\":\"\"}")]
    [InlineData("{\"client_id\":7}")]
    [InlineData("{\"client_id\":\"a\\nb\"}")]
    public async Task R287_The_identifier_is_required(string json) =>
        Assert.Equal(OAuthFault.RegistrationClientId, (await Assert.ThrowsAsync<OAuthException>(() => RegisterAsync(json))).Code);

    [Theory]
    [InlineData("")]
    [InlineData(",\"client_secret_expires_at\":null")]
    [InlineData(",\"client_secret_expires_at\":\"0\"")]
    [InlineData(",\"client_secret_expires_at\":-1")]
    public async Task R288_A_secret_comes_with_its_end(string member) =>
        Assert.Equal(OAuthFault.RegistrationSecret, (await Assert.ThrowsAsync<OAuthException>(() => RegisterAsync("{\"client_id\":\"c\",\"client_secret\":\"c4narY\"" + member + "}"))).Code);

    [Fact]
    public async Task R288_A_client_without_a_secret_needs_none() =>
        Assert.Null((await RegisterAsync("{\"client_id\":\"c\",\"client_secret\":null}")).ClientSecret);

    [Theory]
    [InlineData("\"client_secret\":7")]
    [InlineData("\"client_secret\":\"\"")]
    [InlineData("\"client_id_issued_at\":\"x\"")]
    [InlineData("\"registration_access_token\":\"a b\"")]
    [InlineData("\"registration_access_token\":7")]
    [InlineData("\"redirect_uris\":\"https://app.example/cb\"")]
    [InlineData("\"redirect_uris\":[7]")]
    [InlineData("\"client_name\":7")]
    [InlineData("\"jwks\":[]")]
    [InlineData("\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}")]
    public async Task A_member_of_the_wrong_type_is_a_fault(string member) =>
        Assert.Equal(OAuthFault.RegistrationMember, (await Assert.ThrowsAsync<OAuthException>(() => RegisterAsync("{\"client_id\":\"c\"," + member + "}"))).Code);

    [Fact]
    public async Task R289_What_the_server_registered_holds_and_what_it_left_out_is_not_made_up()
    {
        _server.Answer("/register", Managed, HttpStatusCode.Created);
        _server.Answer("/token", The.TokenJson());

        var registered = await _server.Server.RegisterAsync(new ClientMetadata { TokenEndpointAuthMethod = "client_secret_basic", Scope = "admin" }, cancellationToken: Stop);
        using var client = registered.CreateClient(_server.Server, _server.Options);
        await client.RequestTokenAsync(The.Grant, Stop);

        Assert.Null(registered.Metadata.Scope);
        Assert.Equal("client_secret_post", client.Authentication.Method);
        Assert.Null(_server.LastTo("/token").Authorization);
        Assert.Equal(["secret-c4narY"], _server.LastTo("/token").Form["client_secret"]);
    }

    [Theory]
    [InlineData("", "client_secret_basic")]
    [InlineData(",\"token_endpoint_auth_method\":\"client_secret_basic\"", "client_secret_basic")]
    [InlineData(",\"token_endpoint_auth_method\":\"none\"", "none")]
    public async Task R289_The_method_is_the_registered_one_or_the_default(string member, string method)
    {
        var registered = await RegisterAsync("{\"client_id\":\"c\",\"client_secret\":\"c4narY\",\"client_secret_expires_at\":0" + member + "}");

        using var client = registered.CreateClient(_server.Server, _server.Options);

        Assert.Equal(method, client.Authentication.Method);
        Assert.Equal("c", client.ClientId);
    }

    [Fact]
    public async Task R289_Another_method_than_the_registered_one_is_refused()
    {
        var registered = await RegisterAsync("{\"client_id\":\"c\",\"token_endpoint_auth_method\":\"private_key_jwt\"}");

        Assert.Equal(OAuthFault.RegistrationAuthMethod, Assert.Throws<OAuthException>(() => registered.CreateClient(_server.Server)).Code);
        Assert.Equal(OAuthFault.RegistrationAuthMethod, Assert.Throws<OAuthException>(() => registered.CreateClient(_server.Server, ClientAuthentication.None("c"))).Code);
        Assert.Throws<ArgumentException>(() => registered.CreateClient(_server.Server, ClientAuthentication.None("d")));
        var secretless = await RegisterAsync("{\"client_id\":\"c\"}");
        Assert.Equal(OAuthFault.RegistrationSecret, Assert.Throws<OAuthException>(() => secretless.CreateClient(_server.Server)).Code);
    }

    [Fact]
    public async Task R040_A_secret_that_has_ended_is_told_before_it_is_used()
    {
        var end = _server.Clock.GetUtcNow().AddHours(1);
        var registered = await RegisterAsync($$"""{"client_id":"c","client_secret":"c4narY","client_secret_expires_at":{{end.ToUnixTimeSeconds()}}}""");
        _server.Answers["/token"] = _ => StubHandler.Json(The.TokenJson());
        using var client = registered.CreateClient(_server.Server, _server.Options);
        await client.RequestTokenAsync(The.Grant, Stop);

        _server.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(end, registered.ClientSecretExpiresAt);
        Assert.Equal(OAuthFault.ClientSecretExpired, (await Assert.ThrowsAsync<OAuthException>(() => client.RequestTokenAsync(The.Grant, Stop))).Code);
        Assert.Equal(OAuthFault.ClientSecretExpired, Assert.Throws<OAuthException>(() => registered.CreateClient(_server.Server, _server.Options)).Code);
        Assert.Single(_server.RequestsTo("/token"));
    }

    [Fact]
    public async Task R290_Tokens_stand_in_the_header_only_and_are_secrets()
    {
        _server.Answer("/register", Managed, HttpStatusCode.Created);
        _server.Answers["/register/c1"] = request => request.Method == "DELETE" ? new HttpResponseMessage(HttpStatusCode.NoContent) : StubHandler.Json(Managed);

        var client = await _server.Server.RegisterAsync(new ClientMetadata(), AccessToken.Parse("initial-c4narY"), Stop);
        await _server.Server.ReadRegistrationAsync(client, Stop);
        await _server.Server.UpdateRegistrationAsync(client, new ClientMetadata { ClientName = "n" }, Stop);
        await _server.Server.DeleteRegistrationAsync(client, Stop);

        Assert.Equal("Bearer initial-c4narY", _server.LastTo("/register").Authorization);
        Assert.Equal(["GET", "PUT", "DELETE"], _server.RequestsTo("/register/c1").Select(request => request.Method));
        Assert.All(_server.RequestsTo("/register/c1"), request => Assert.Equal("Bearer manage-c4narY", request.Authorization));
        Assert.All(_server.Handler.Requests, request => Assert.False(CanaryWatch.Holds(request.Url.OriginalString + request.Body)));
        Assert.False(CanaryWatch.Holds($"{client}"));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(client));
    }

    [Fact]
    public async Task An_update_carries_the_identifier_and_nothing_that_is_the_servers_to_say()
    {
        var client = await RegisterAsync(Managed);
        _server.Answer("/register/c1", Managed);

        await _server.Server.UpdateRegistrationAsync(client, new ClientMetadata { ClientName = "new" }, Stop);

        Assert.Equal("""{"client_id":"c1","client_name":"new"}""", _server.LastTo("/register/c1").Body);
    }

    [Fact]
    public async Task A_new_secret_and_token_replace_the_old_and_what_is_not_said_again_goes_on_to_hold()
    {
        var client = await RegisterAsync(Managed);
        _server.Answer("/register/c1", "{\"client_id\":\"c1\",\"client_secret\":\"new-c4narY\",\"client_secret_expires_at\":4102444800}");

        var now = await _server.Server.ReadRegistrationAsync(client, Stop);

        Assert.Equal("new-c4narY", now.ClientSecret?.Reveal());
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(4102444800), now.ClientSecretExpiresAt);
        Assert.Equal("manage-c4narY", now.RegistrationAccessToken?.Reveal());
        _server.Answer("/register/c1", "{\"client_id\":\"c1\",\"registration_access_token\":\"next-c4narY\"}");
        now = await _server.Server.ReadRegistrationAsync(now, Stop);
        Assert.Equal("new-c4narY", now.ClientSecret?.Reveal());
        Assert.Equal("next-c4narY", now.RegistrationAccessToken?.Reveal());
    }

    [Fact]
    public async Task R287_Management_answers_200_about_the_same_client()
    {
        var client = await RegisterAsync(Managed);

        _server.Answer("/register/c1", "{\"client_id\":\"other\"}");
        Assert.Equal(OAuthFault.RegistrationClientId, (await Assert.ThrowsAsync<OAuthException>(() => _server.Server.ReadRegistrationAsync(client, Stop))).Code);
        _server.Answer("/register/c1", Managed, HttpStatusCode.Created);
        Assert.Equal(OAuthFault.EndpointStatus, (await Assert.ThrowsAsync<OAuthException>(() => _server.Server.ReadRegistrationAsync(client, Stop))).Code);
        _server.Answer("/register/c1", Managed);
        Assert.Equal(OAuthFault.EndpointStatus, (await Assert.ThrowsAsync<OAuthException>(() => _server.Server.DeleteRegistrationAsync(client, Stop))).Code);
        _server.Answers["/register/c1"] = _ => StubHandler.Challenge(HttpStatusCode.Unauthorized, "Bearer error=\"invalid_token\"");
        Assert.Equal("invalid_token", (await Assert.ThrowsAsync<OAuthServerException>(() => _server.Server.DeleteRegistrationAsync(client, Stop))).Error);
    }

    [Fact]
    public async Task Without_an_address_or_with_an_unsafe_one_nothing_is_sent()
    {
        var unmanaged = await RegisterAsync("{\"client_id\":\"c\"}");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _server.Server.ReadRegistrationAsync(unmanaged, Stop));
        var unsafely = await RegisterAsync("{\"client_id\":\"c\",\"registration_access_token\":\"c4narY\",\"registration_client_uri\":\"http://login.example.com/register/c\"}");
        var before = _server.Handler.Requests.Length;

        Assert.Equal(OAuthFault.RegistrationMember, (await Assert.ThrowsAsync<OAuthException>(() => _server.Server.ReadRegistrationAsync(unsafely, Stop))).Code);
        Assert.Equal(before, _server.Handler.Requests.Length);
    }

    [Theory]
    [InlineData("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AA\",\"e\":\"AQAB\",\"d\":\"c4narY\"}]}")]
    [InlineData("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AA\",\"e\":\"AQAB\",\"p\":\"c4narY\"}]}")]
    [InlineData("{\"keys\":[{\"kty\":\"oct\",\"k\":\"c4narY\"}]}")]
    [InlineData("{\"keys\":[{\"kty\":\"EC\"},{\"kty\":\"OKP\",\"d\":\"c4narY\"}]}")]
    [InlineData("{\"keys\":[\"c4narY\"]}")]
    [InlineData("{\"keys\":{}}")]
    [InlineData("{}")]
    [InlineData("c4narY")]
    public void R291_Only_public_keys_are_registered(string jwks) =>
        Assert.False(CanaryWatch.Holds(Assert.Throws<ArgumentException>(() => new ClientMetadata { Jwks = jwks }).ToString()));

    [Fact]
    public async Task R291_Keys_or_their_address_never_both()
    {
        using var key = TestKey.Create("ES256");

        await Assert.ThrowsAsync<ArgumentException>(() => _server.Server.RegisterAsync(new ClientMetadata { Jwks = key.Set(), JwksUri = "https://app.example/jwks" }, cancellationToken: Stop));
        Assert.Empty(_server.Handler.Requests);
        _server.Answer("/register", "{\"client_id\":\"c\"}", HttpStatusCode.Created);
        await _server.Server.RegisterAsync(new ClientMetadata { Jwks = key.Set() }, cancellationToken: Stop);
        Assert.Equal($$"""{"jwks":{{key.Set()}}}""", _server.LastTo("/register").Body);
    }

    [Fact]
    public async Task R292_A_software_statement_is_sent_as_it_is()
    {
        _server.Answer("/register", "{\"client_id\":\"c\",\"software_statement\":\"a.b+c/d==\"}", HttpStatusCode.Created);

        var client = await _server.Server.RegisterAsync(new ClientMetadata { SoftwareStatement = "a.b-_c.d" }, cancellationToken: Stop);

        Assert.Equal("""{"software_statement":"a.b-_c.d"}""", _server.LastTo("/register").Body);
        Assert.Equal("a.b+c/d==", client.Metadata.SoftwareStatement);
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("client_secret")]
    [InlineData("registration_access_token")]
    [InlineData("redirect_uris")]
    public async Task Another_member_is_none_that_has_a_place_of_its_own(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _server.Server.RegisterAsync(new ClientMetadata { OtherMembers = new Dictionary<string, JsonElement> { [name] = JsonElement.Parse("\"x\"") } }, cancellationToken: Stop));

    [Fact]
    public async Task The_servers_refusal_is_told()
    {
        var e = await Assert.ThrowsAsync<OAuthServerException>(() => RegisterAsync("{\"error\":\"invalid_redirect_uri\",\"error_description\":\"no\"}", HttpStatusCode.BadRequest));

        Assert.Equal("invalid_redirect_uri", e.Error);
        Assert.Single(_server.RequestsTo("/register"));
    }

    [Theory]
    [InlineData("{\"client_id\":\"a\",\"client_id\":\"b\"}")]
    [InlineData("[]")]
    [InlineData("{\"client_id\":\"a\",}")]
    public async Task R312_The_body_is_one_strict_object(string json) =>
        Assert.Equal(OAuthFault.EndpointResponseMalformed, (await Assert.ThrowsAsync<OAuthException>(() => RegisterAsync(json))).Code);

    [Fact]
    public async Task A_registration_can_be_kept()
    {
        var client = await RegisterAsync(Managed);

        var kept = RegisteredClient.FromJson(client.ToJson());

        Assert.Equal(client.ToJson(), kept.ToJson());
        Assert.Equal("secret-c4narY", kept.ClientSecret?.Reveal());
        Assert.Equal("manage-c4narY", kept.RegistrationAccessToken?.Reveal());
        Assert.All((string[])["c4narY", "{}", "{\"client_id\":\"c\",\"client_secret\":\"c4narY\"}"], text => Assert.False(CanaryWatch.Holds(Assert.Throws<FormatException>(() => RegisteredClient.FromJson(text)).ToString())));
    }

    [Fact]
    public async Task A_member_that_nobody_can_read_is_kept_as_it_came()
    {
        var client = await RegisterAsync("{\"client_id\":\"c\",\"x\":[\"\\ud800\"]}");

        var kept = RegisteredClient.FromJson(client.ToJson());

        Assert.Equal("[\"\\ud800\"]", kept.Metadata.OtherMembers["x"].GetRawText());
    }

    private Task<RegisteredClient> RegisterAsync(string json, HttpStatusCode status = HttpStatusCode.Created)
    {
        _server.Answers["/register"] = _ => StubHandler.Json(json, status);
        return _server.Server.RegisterAsync(new ClientMetadata(), cancellationToken: Stop);
    }
}
