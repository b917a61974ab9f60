using System.Net;

namespace OAuthKit;

public sealed class IntrospectionTests : IDisposable
{
    private readonly EndpointServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AccessToken Token => AccessToken.Parse(The.Token(1));

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_members_of_the_specification_have_types()
    {
        var answer = await ReadAsync("""
            {"active":true,"client_id":"l238j323ds-23ij4","username":"jdoe","scope":"read write dolphin","token_type":"Bearer",
             "sub":"Z5O3upPC88QrAjx00dis","aud":"https://protected.example.net/resource","iss":"https://server.example.com/",
             "exp":1419356238,"iat":1419350238.5,"nbf":1419350000,"jti":"t1","extension_field":"twenty-seven"}
            """);

        Assert.True(answer.IsActive);
        Assert.Equal("l238j323ds-23ij4", answer.ClientId);
        Assert.Equal("jdoe", answer.Username);
        Assert.Equal("read write dolphin", answer.Scope);
        Assert.True(answer.HasScope("write"));
        Assert.False(answer.HasScope("writ"));
        Assert.Equal("Bearer", answer.TokenType);
        Assert.Equal("Z5O3upPC88QrAjx00dis", answer.Subject);
        Assert.Equal(["https://protected.example.net/resource"], answer.Audience);
        Assert.Equal("https://server.example.com/", answer.Issuer);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1419356238), answer.ExpiresAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1419350238).AddSeconds(0.5), answer.IssuedAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1419350000), answer.NotBefore);
        Assert.Equal("t1", answer.TokenId);
        Assert.True(answer.TryGetMember("extension_field", out var other));
        Assert.Equal("twenty-seven", other.GetString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"active\":\"true\"}")]
    [InlineData("{\"active\":1}")]
    [InlineData("{\"active\":null}")]
    [InlineData("{\"Active\":true}")]
    [InlineData("{\"active\":[true]}")]
    public async Task R179_Active_is_a_boolean_or_the_answer_is_a_fault(string json) =>
        Assert.Equal(OAuthFault.IntrospectionActive, (await Assert.ThrowsAsync<OAuthException>(() => ReadAsync(json))).Code);

    [Fact]
    public async Task R180_Of_an_inactive_token_nothing_else_is_told()
    {
        var answer = await ReadAsync("""{"active":false,"scope":"admin","sub":"root","exp":99999999999,"cnf":7,"aud":["me"],"x":1}""");

        Assert.False(answer.IsActive);
        Assert.Null(answer.Scope);
        Assert.Null(answer.Subject);
        Assert.Null(answer.ExpiresAt);
        Assert.Null(answer.Confirmation);
        Assert.Empty(answer.Audience);
        Assert.False(answer.HasScope("admin"));
        Assert.False(answer.TryGetMember("scope", out _));
        Assert.False(answer.TryGetMember("active", out _));
        Assert.Equal("inactive token", answer.ToString());
    }

    [Fact]
    public async Task R181_S119_The_token_stands_in_the_body_and_the_client_authenticates()
    {
        _server.Answer("/introspect", "{\"active\":true}");
        var client = _server.Client();

        await client.IntrospectAsync(Token, cancellationToken: Stop);
        var access = _server.LastTo("/introspect");
        await client.IntrospectAsync(RefreshToken.Parse("refresh-c4narY"), cancellationToken: Stop);
        var refresh = _server.LastTo("/introspect");

        Assert.Equal("POST", access.Method);
        Assert.Equal("", access.Url.Query);
        Assert.Equal("application/json", access.Headers["Accept"]);
        Assert.StartsWith("Basic ", access.Authorization, StringComparison.Ordinal);
        Assert.Equal([The.Token(1)], access.Form["token"]);
        Assert.Equal(["access_token"], access.Form["token_type_hint"]);
        Assert.Equal(["refresh-c4narY"], refresh.Form["token"]);
        Assert.Equal(["refresh_token"], refresh.Form["token_type_hint"]);
    }

    [Fact]
    public async Task Further_parameters_are_sent_and_none_that_is_set_anyway()
    {
        _server.Answer("/introspect", "{\"active\":true}");
        var client = _server.Client();

        await client.IntrospectAsync(Token, new IntrospectionOptions { Parameters = new Dictionary<string, string> { ["tenant"] = "eu" } }, Stop);
        var sent = _server.LastTo("/introspect");
        await Assert.ThrowsAsync<ArgumentException>(() => client.IntrospectAsync(Token, new IntrospectionOptions { Parameters = new Dictionary<string, string> { ["token"] = "x" } }, Stop));

        Assert.Equal(["token", "token_type_hint", "tenant"], sent.Form.Select(parameter => parameter.Key));
        Assert.Throws<ArgumentException>(() => new IntrospectionOptions { Parameters = new Dictionary<string, string> { ["client_id"] = "x" } });
        Assert.Single(_server.RequestsTo("/introspect"));
    }

    [Fact]
    public async Task R181_A_token_can_stand_in_for_the_client_and_without_either_nothing_is_sent()
    {
        _server.Answer("/introspect", "{\"active\":true}");
        var client = _server.Client(ClientAuthentication.None("c4narY"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.IntrospectAsync(Token, cancellationToken: Stop));
        Assert.Empty(_server.Handler.Requests);
        await client.IntrospectAsync(Token, new IntrospectionOptions { Authorization = AccessToken.Parse("own-c4narY") }, Stop);

        Assert.Equal("Bearer own-c4narY", _server.LastTo("/introspect").Authorization);
        Assert.Equal(["token", "token_type_hint"], _server.LastTo("/introspect").Form.Select(item => item.Key));
    }

    [Fact]
    public async Task R159_A_token_that_may_not_introspect_is_refused_by_challenge()
    {
        _server.Answer("/introspect", StubHandler.Challenge(HttpStatusCode.Forbidden, "Bearer error=\"insufficient_scope\", scope=\"introspect\""));

        var e = await Assert.ThrowsAsync<OAuthServerException>(() => _server.Client().IntrospectAsync(Token, new IntrospectionOptions { Authorization = Token }, Stop));

        Assert.Equal("insufficient_scope", e.Error);
        Assert.Equal(403, e.StatusCode);
    }

    [Theory]
    [InlineData("\"scope\":[\"a\"]")]
    [InlineData("\"client_id\":7")]
    [InlineData("\"username\":{}")]
    [InlineData("\"token_type\":true")]
    [InlineData("\"exp\":\"1419356238\"")]
    [InlineData("\"exp\":1e999")]
    [InlineData("\"exp\":-1")]
    [InlineData("\"iat\":true")]
    [InlineData("\"nbf\":{}")]
    [InlineData("\"nbf\":1e300")]
    [InlineData("\"sub\":5")]
    [InlineData("\"sub\":\"\\ud800\"")]
    [InlineData("\"aud\":5")]
    [InlineData("\"aud\":[\"a\",5]")]
    [InlineData("\"iss\":[]")]
    [InlineData("\"jti\":1")]
    [InlineData("\"cnf\":\"x\"")]
    [InlineData("\"cnf\":null")]
    public async Task R179_A_member_of_the_wrong_type_is_a_fault(string member) =>
        Assert.Equal(OAuthFault.IntrospectionMember, (await Assert.ThrowsAsync<OAuthException>(() => ReadAsync("{\"active\":true," + member + "}"))).Code);

    [Theory]
    [InlineData("{\"active\":true,\"active\":false}")]
    [InlineData("{\"active\":true,}")]
    [InlineData("{/**/\"active\":true}")]
    [InlineData("[]")]
    [InlineData("true")]
    [InlineData("")]
    [InlineData("{\"active\":true,\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}")]
    public async Task R312_The_body_is_one_strict_object(string json) =>
        Assert.Equal(OAuthFault.EndpointResponseMalformed, (await Assert.ThrowsAsync<OAuthException>(() => ReadAsync(json))).Code);

    [Fact]
    public async Task S117_A_body_of_another_type_is_never_handed_on_as_text()
    {
        _server.Answer("/introspect", StubHandler.Text("{\"active\":true}", "text/plain"));

        Assert.Equal(OAuthFault.EndpointResponseMalformed, (await Assert.ThrowsAsync<OAuthException>(() => _server.Client().IntrospectAsync(Token, cancellationToken: Stop))).Code);
    }

    [Theory]
    [InlineData("{\"error\":\"unauthorized_client\"}", OAuthFault.ServerError)]
    [InlineData("{}", OAuthFault.EndpointStatus)]
    [InlineData("{\"active\":true}", OAuthFault.EndpointStatus)]
    [InlineData("text", OAuthFault.EndpointStatus)]
    public async Task S118_A_refusal_is_the_servers_error_or_its_status(string body, string code)
    {
        _server.Answer("/introspect", body, HttpStatusCode.BadRequest);

        Assert.Equal(code, (await Assert.ThrowsAnyAsync<OAuthException>(() => _server.Client().IntrospectAsync(Token, cancellationToken: Stop))).Code);
    }

    [Fact]
    public async Task R182_A_kept_answer_ends_with_its_age_and_with_the_token()
    {
        var end = _server.Clock.GetUtcNow().AddSeconds(90).ToUnixTimeSeconds();
        _server.Answers["/introspect"] = _ => StubHandler.Json($$"""{"active":true,"exp":{{end}}}""");
        var cache = new IntrospectionCache(_server.Client());

        await cache.GetAsync(Token, Stop);
        _server.Clock.Advance(TimeSpan.FromSeconds(59));
        await cache.GetAsync(Token, Stop);
        Assert.Single(_server.RequestsTo("/introspect"));
        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        await cache.GetAsync(Token, Stop);
        Assert.Equal(2, _server.RequestsTo("/introspect").Length);
        _server.Clock.Advance(TimeSpan.FromSeconds(29));
        await cache.GetAsync(Token, Stop);
        Assert.Equal(2, _server.RequestsTo("/introspect").Length);
        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        await cache.GetAsync(Token, Stop);
        Assert.Equal(3, _server.RequestsTo("/introspect").Length);
    }

    [Fact]
    public async Task R182_The_cache_is_bounded_and_keeps_no_fault_and_no_token()
    {
        _server.Answer("/introspect", "{}");
        var cache = new IntrospectionCache(_server.Client(), new IntrospectionCacheOptions { MaxEntries = 2 });
        await Assert.ThrowsAsync<OAuthException>(() => cache.GetAsync(Token, Stop));
        _server.Answers["/introspect"] = _ => StubHandler.Json("{\"active\":false}");

        for (var i = 0; i < 9; i++)
        {
            Assert.False((await cache.GetAsync(AccessToken.Parse(The.Token(i)), Stop)).IsActive);
        }

        var entries = (System.Collections.IDictionary)typeof(IntrospectionCache).GetField("_entries", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(cache)!;
        Assert.InRange(entries.Count, 1, 2);
        Assert.All(entries.Keys.Cast<string>(), key => Assert.False(CanaryWatch.Holds(key)));
    }

    private Task<Introspection> ReadAsync(string json)
    {
        _server.Answer("/introspect", json);
        return _server.Client().IntrospectAsync(Token, cancellationToken: Stop);
    }
}
