using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class TokenServiceEndpointTests
{
    [Fact]
    public async Task Revokes_an_access_token_and_a_refresh_token_with_its_family()
    {
        await using var rig = await Rig.StartAsync();
        var access = rig.Server.IssueAccessToken(Rig.ClientId);
        var refresh = rig.Server.IssueRefreshToken(Rig.ClientId, "orders.read");
        rig.Server.RotatesRefreshTokens = false;
        var derived = (string)(await rig.GrantAsync("refresh_token", ("refresh_token", refresh)))["access_token"]!;

        Assert.Equal(HttpStatusCode.OK, await RevokeAsync(rig, access));
        Assert.Equal(HttpStatusCode.OK, await RevokeAsync(rig, refresh));
        Assert.Equal(HttpStatusCode.OK, await RevokeAsync(rig, "unknown"));
        Assert.Equal("inactive", await rig.IntrospectAsync(access));
        Assert.Equal("inactive", await rig.IntrospectAsync(refresh));
        Assert.Equal("inactive", await rig.IntrospectAsync(derived));
    }

    [Fact]
    public async Task Revokes_no_token_of_another_client()
    {
        await using var rig = await Rig.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await RevokeAsync(rig, rig.Server.IssueAccessToken("other")));
        Assert.Equal(HttpStatusCode.BadRequest, await RevokeAsync(rig, rig.Server.IssueRefreshToken("other")));
        Assert.Equal(HttpStatusCode.BadRequest, (await rig.SendAsync(rig.Server.Revocation.Address)).StatusCode);
    }

    [Fact]
    public async Task Introspection_says_what_a_token_says_and_nothing_of_one_that_is_not_active()
    {
        await using var rig = await Rig.StartAsync();
        var token = rig.Server.IssueAccessToken(Rig.ClientId, "orders.read");

        var active = await Rig.ReadAsync(await rig.SendAsync(rig.Server.Introspection.Address, ("token", token)));
        rig.Clock.Advance(TimeSpan.FromHours(1));
        var expired = await Rig.ReadAsync(await rig.SendAsync(rig.Server.Introspection.Address, ("token", token)));

        Assert.Equal("orders.read", (string?)active["scope"]);
        Assert.Equal("Bearer", (string?)active["token_type"]);
        Assert.Equal("""{"active":false}""", expired.ToJsonString());
    }

    [Fact]
    public async Task Introspection_answers_with_a_signed_JWT_where_it_is_asked_to()
    {
        await using var rig = await Rig.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, rig.Server.Introspection.Address)
        {
            Content = Rig.Form(("client_id", Rig.ClientId), ("client_secret", Rig.Secret), ("token", rig.Server.IssueAccessToken(Rig.ClientId))),
        };
        request.Headers.Accept.ParseAdd("application/token-introspection+jwt");

        var response = await rig.Http.SendAsync(request, Rig.Cancellation);
        var parts = (await response.Content.ReadAsStringAsync(Rig.Cancellation)).Split('.');

        Assert.Equal("application/token-introspection+jwt", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("token-introspection+jwt", (string?)JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!["typ"]);
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        Assert.Equal(Rig.ClientId, (string?)claims["aud"]);
        Assert.True((bool)claims["token_introspection"]!["active"]!);
    }

    [Fact]
    public async Task A_public_client_does_not_introspect()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.AddClient("app");

        Assert.Equal(HttpStatusCode.Unauthorized, (await rig.Http.PostAsync(rig.Server.Introspection.Address, Rig.Form(("client_id", "app"), ("token", "t")), Rig.Cancellation)).StatusCode);
    }

    [Fact]
    public async Task UserInfo_says_the_claims_of_the_user()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.AddUser(new TestUser("alice") { Claims = new() { ["name"] = "Alice" } });
        var token = rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = Rig.ClientId, Subject = "alice", Scope = "openid" });
        var narrow = rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = Rig.ClientId, Subject = "alice", Scope = "orders.read" });

        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post])
        {
            Assert.Equal("""{"name":"Alice","sub":"alice"}""", (await Rig.ReadAsync(await AskAsync(rig, method, token))).ToJsonString());
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(rig, HttpMethod.Get, narrow)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(rig, HttpMethod.Get, token + "x")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(rig, HttpMethod.Get, null)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await AskAsync(rig, HttpMethod.Delete, token)).StatusCode);
    }

    [Fact]
    public async Task Metadata_names_what_is_there()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.UserInfo.Enabled = false;
        Assert.True(rig.Server.Token.RemoveGrant("password"));

        var metadata = await Rig.ReadAsync(await rig.Http.GetAsync(rig.Server.Address + rig.Server.OAuthDiscovery.Path, Rig.Cancellation));

        Assert.Equal(rig.Server.Revocation.Address, (string?)metadata["revocation_endpoint"]);
        Assert.Equal(rig.Server.Introspection.Address, (string?)metadata["introspection_endpoint"]);
        Assert.Equal(rig.Server.DeviceAuthorization.Address, (string?)metadata["device_authorization_endpoint"]);
        Assert.Equal(rig.Server.BackchannelAuthentication.Address, (string?)metadata["backchannel_authentication_endpoint"]);
        Assert.Equal(rig.Server.Registration.Address, (string?)metadata["registration_endpoint"]);
        Assert.False(metadata.ContainsKey("userinfo_endpoint"));
        Assert.DoesNotContain("password", ((JsonArray)metadata["grant_types_supported"]!).Select(node => (string?)node));
        Assert.Equal(8, ((JsonArray)metadata["grant_types_supported"]!).Count);
    }

    [Fact]
    public async Task Each_endpoint_has_its_own_record_and_faults()
    {
        await using var rig = await Rig.StartAsync();
        rig.Server.Revocation.Next(Fault.Status(503));
        var gate = rig.Server.Introspection.HoldNext();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await RevokeAsync(rig, "t"));
        var pending = rig.IntrospectAsync("t");
        await gate.Entered;
        Assert.False(pending.IsCompleted);
        gate.Release();
        Assert.Equal("inactive", await pending);
        Assert.Equal("revocation", rig.Server.Revocation.Requests[0].Endpoint);
        Assert.Equal(1, rig.Server.Introspection.RequestCount);
    }

    private static async Task<HttpStatusCode> RevokeAsync(Rig rig, string token) => (await rig.SendAsync(rig.Server.Revocation.Address, ("token", token))).StatusCode;

    private static Task<HttpResponseMessage> AskAsync(Rig rig, HttpMethod method, string? token)
    {
        var request = new HttpRequestMessage(method, rig.Server.UserInfo.Address);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return rig.Http.SendAsync(request, Rig.Cancellation);
    }
}
