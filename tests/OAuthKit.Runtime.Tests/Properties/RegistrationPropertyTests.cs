namespace OAuthKit;

public sealed class RegistrationPropertyTests
{
    private const string Json = $$"""
        {"client_secret":"{{The.Secret}}","registration_access_token":"reg-{{The.Canary}}","client_id":"c1","client_id_issued_at":1767225600,"client_secret_expires_at":0,"registration_client_uri":"{{The.Issuer}}/register/c1","redirect_uris":["https://rp.example/cb"],"grant_types":["client_credentials"],"response_types":["code"],"client_name":"Orders","contacts":["a@example.com"],"scope":"a b","jwks":{"keys":[{"kty":"EC"}]},"x":{"y":["z",1]},"token_endpoint_auth_method":"client_secret_basic"}
        """;

    private readonly AnsweringServer _server = new();
    private readonly RegisteredClient _registered = RegisteredClient.FromJson(Json);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Whatever_a_registration_is_answered_by_is_a_client_or_a_typed_error() =>
        Property.HoldsAsync(
            Malformed.Answers(new Answer(Json) { Status = 201 }),
            async answer =>
            {
                _server.Answer(answer);
                AssertSound(await _server.Server.RegisterAsync(new ClientMetadata { ClientName = "Orders" }, AccessToken.Parse(The.Token(1)), Stop));
            },
            Endings.IsTyped);

    [Fact]
    public Task Whatever_the_reading_of_a_registration_is_answered_by_is_the_same_client_or_a_typed_error() =>
        Property.HoldsAsync(
            Malformed.Answers(new Answer(Json)),
            async answer =>
            {
                _server.Answer(answer);
                AssertSame(await _server.Server.ReadRegistrationAsync(_registered, Stop));
            },
            Endings.IsTyped);

    [Fact]
    public Task Whatever_the_update_of_a_registration_is_answered_by_is_the_same_client_or_a_typed_error() =>
        Property.HoldsAsync(
            Malformed.Answers(new Answer(Json)),
            async answer =>
            {
                _server.Answer(answer);
                AssertSame(await _server.Server.UpdateRegistrationAsync(_registered, _registered.Metadata, Stop));
            },
            Endings.IsTyped);

    [Fact]
    public Task Whatever_the_deletion_of_a_registration_is_answered_by_is_success_or_a_typed_error()
    {
        var refusal = new Answer("""{"error":"invalid_token","error_description":"No."}""") { Status = 401, Headers = ["WWW-Authenticate: Bearer error=\"invalid_token\""] };
        var good = new Answer("{}") { Status = 204, Types = [] };
        return Property.HoldsAsync(
            Malformed.Answers(good, good, refusal),
            async answer =>
            {
                _server.Answer(answer);
                await _server.Server.DeleteRegistrationAsync(_registered, Stop);
                Assert.Equal(204, answer.Status);
                AssertSound();
            },
            Endings.IsTyped);
    }

    [Fact]
    public Task Whatever_text_is_given_as_a_kept_registration_is_a_client_or_a_format_error() =>
        Property.HoldsAsync(
            Malformed.Json(Json),
            text =>
            {
                var json = RegisteredClient.FromJson(text).ToJson();
                Assert.Equal(json, RegisteredClient.FromJson(json).ToJson());
            },
            Endings.IsFormat);

    [Fact]
    public Task Whatever_text_is_given_as_the_keys_of_a_client_is_public_keys_or_an_argument_error() =>
        Property.HoldsAsync(
            Malformed.Json("""{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"},{"kty":"RSA","n":"AA","e":"AQAB"}]}"""),
            text => Assert.Equal(text, new ClientMetadata { Jwks = text }.Jwks),
            Endings.IsArgument);

    private void AssertSame(RegisteredClient client)
    {
        Assert.Equal("c1", client.ClientId);
        Assert.NotNull(client.RegistrationAccessToken);
        AssertSound(client);
    }

    private void AssertSound(RegisteredClient client)
    {
        AssertSound();
        Assert.False(client.ClientId.Length == 0 || Secret.HasControl(client.ClientId));
        Assert.False(CanaryWatch.Holds($"{client}"));
        Assert.True(client.ClientSecretExpiresAt is null || client.ClientSecret is not null);
        // What was taken can be kept, and is the same afterwards.
        var json = client.ToJson();
        Assert.Equal(json, RegisteredClient.FromJson(json).ToJson());
        try
        {
            using var made = client.CreateClient(_server.Server, _server.Options);
            Assert.Equal(client.ClientId, made.ClientId);
        }
        catch (OAuthException e) when (e.Code is OAuthFault.RegistrationAuthMethod or OAuthFault.RegistrationSecret or OAuthFault.ClientSecretExpired)
        {
            Assert.False(CanaryWatch.Holds(e.Message));
        }
    }

    private void AssertSound()
    {
        Assert.Equal(1, _server.Requests);
        Assert.Null(_server.Logs.Seen);
    }
}
