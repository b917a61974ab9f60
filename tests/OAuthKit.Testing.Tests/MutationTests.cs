using System.Net;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing.Tests;

public sealed class MutationTests
{
    [Fact]
    public async Task Metadata_changes_at_both_places_and_back()
    {
        await using var rig = new SignInRig();

        using (var change = rig.Server.Mutations.Metadata(metadata => metadata["issuer"] = "https://evil.test"))
        {
            Assert.Equal("https://evil.test", (string?)(await rig.MetadataAsync())["issuer"]);
            Assert.Equal("https://evil.test", (string?)(await rig.GetAsync(rig.Server.Address + rig.Server.OAuthDiscovery.Path))["issuer"]);
            Assert.Equal(2, change.Hits);
        }

        Assert.Equal(rig.Server.Issuer, (string?)(await rig.MetadataAsync())["issuer"]);
    }

    [Fact]
    public async Task A_callback_changes_in_its_parameters_way_and_address()
    {
        await using var rig = new SignInRig();
        rig.Server.Mutations.Callback(
            callback =>
            {
                callback.Parameters["iss"] = "https://evil.test";
                callback.Parameters["code"] = null;
                callback.Parameters.Add("state", "s-2");
                callback.Outside.Add("extra", "1");
                callback.ResponseMode = "fragment";
                callback.RedirectUri = "https://shop.test/other";
            },
            times: 1);

        var changed = await rig.SignInAsync();
        var good = await rig.SignInAsync();

        Assert.Equal("https://shop.test/other#state=s-1&iss=https%3A%2F%2Fevil.test&state=s-2&extra=1", changed.Url);
        Assert.Equal("fragment", changed.Delivery);
        Assert.NotNull(good.Parameters["code"]);
    }

    [Fact]
    public async Task A_callback_as_a_JWT_changes_inside_and_outside_and_becomes_a_plain_one()
    {
        await using var rig = new SignInRig();

        using (rig.Server.Mutations.Callback(callback => callback.Outside.Add("code", "evil")))
        {
            Assert.Equal(["response", "code"], (await rig.SignInAsync(("response_mode", "jwt"))).Parameters.Select(pair => pair.Key));
        }

        using (rig.Server.Mutations.Callback(callback => callback.ResponseMode = "query"))
        {
            Assert.NotNull((await rig.SignInAsync(("response_mode", "jwt"))).Parameters["code"]);
        }

        rig.Server.Mutations.AuthorizationResponse(Mutation.ClaimWithSuffix("iss").Then(Mutation.WithoutClaim("aud")).Then(Mutation.FlippedSignature));
        var response = new PlainJwt((await rig.SignInAsync(("response_mode", "jwt"))).Parameters["response"]!);
        Assert.Equal(rig.Server.Issuer + "1", response["iss"]);
        Assert.False(response.Claims.ContainsKey("aud"));
        Assert.False(response.IsSignedBy(await rig.JwksAsync()));
    }

    [Fact]
    public async Task Token_responses_change()
    {
        await using var rig = new SignInRig();
        rig.Server.Mutations.TokenResponse(json => json["token_type"] = "mac", times: 1);

        Assert.Equal("mac", (string?)(await rig.ExchangeAsync(await rig.SignInAsync()))["token_type"]);
        Assert.Equal("Bearer", (string?)(await rig.ExchangeAsync(await rig.SignInAsync()))["token_type"]);
    }

    [Fact]
    public async Task Claims_change_and_stay_signed()
    {
        await using var rig = new SignInRig();
        rig.Server.Mutations.IdToken(claims => claims["aud"] = "other");
        rig.Server.Mutations.IdToken(Mutation.Claim("azp", "other").Then(Mutation.WithoutClaim("auth_time")).Then(Mutation.Expired));

        var idToken = new PlainJwt((string)(await rig.ExchangeAsync(await rig.SignInAsync()))["id_token"]!);

        Assert.Equal("other", idToken["aud"]);
        Assert.Equal("other", idToken["azp"]);
        Assert.False(idToken.Claims.ContainsKey("auth_time"));
        Assert.Equal((long)idToken.Claims["iat"]! - 360, (long)idToken.Claims["exp"]!);
        Assert.True(idToken.IsSignedBy(await rig.JwksAsync()));
    }

    [Fact]
    public async Task UserInfo_changes_as_JSON_and_as_a_JWT()
    {
        await using var rig = new SignInRig();
        rig.Server.Mutations.UserInfo(json => json["sub"] = "mallory", times: 1);
        var json = await UserInfoAsync(rig);

        rig.Server.AddClient(new TestClient(SignInRig.ClientId, SignInRig.Secret) { RedirectUris = [SignInRig.Callback], UserInfoAlgorithm = "ES256" });
        rig.Server.Mutations.UserInfo(Mutation.AlgNone);
        var jwt = new PlainJwt(await UserInfoAsync(rig));

        Assert.Equal("""{"sub":"mallory"}""", json);
        Assert.Equal("none", (string?)jwt.Header["alg"]);
        Assert.Equal("alice", jwt["sub"]);
    }

    [Fact]
    public async Task Access_tokens_change()
    {
        await using var rig = new SignInRig();
        rig.Server.Mutations.AccessToken(Mutation.Type("JWT").Then(Mutation.Claim("aud", "other")));

        var token = new PlainJwt(rig.Server.IssueAccessToken(SignInRig.ClientId));

        Assert.Equal("JWT", (string?)token.Header["typ"]);
        Assert.Equal("other", token["aud"]);
    }

    [Fact]
    public async Task The_keys_change()
    {
        await using var rig = new SignInRig();
        rig.Server.Mutations.Jwks(jwks => jwks["keys"] = new JsonObject());

        Assert.IsType<JsonObject>((await rig.JwksAsync())["keys"]);
    }

    [Fact]
    public async Task Mutations_and_faults_stand_together_and_all_mutations_end_at_once()
    {
        await using var rig = new SignInRig();
        rig.Server.Mutations.IdToken(claims => claims["aud"] = "other");
        rig.Server.Mutations.Callback(callback => callback.Parameters["state"] = "other");
        rig.Server.Mutations.TokenResponse(json => json["scope"] = "other");
        rig.Server.Mutations.Metadata(json => json["issuer"] = "other");
        rig.Server.Token.Next(Fault.Status(503));

        var callback = await rig.SignInAsync();
        Assert.Equal("other", callback.Parameters["state"]);
        using (var response = await rig.Http.PostAsync(rig.Server.Token.Address, Rig.Form(("grant_type", "x")), Rig.Cancellation))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        }

        rig.Server.Mutations.Clear();

        Assert.Equal("s-1", (await rig.SignInAsync()).Parameters["state"]);
        var tokens = await rig.ExchangeAsync(callback);
        Assert.Equal("openid orders.read", (string?)tokens["scope"]);
        Assert.Equal(SignInRig.ClientId, new PlainJwt((string)tokens["id_token"]!)["aud"]);
        Assert.Equal(rig.Server.Issuer, (string?)(await rig.MetadataAsync())["issuer"]);
    }

    private static async Task<string> UserInfoAsync(SignInRig rig)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, rig.Server.UserInfo.Address);
        request.Headers.Authorization = new("Bearer", rig.Server.IssueAccessToken(new AccessTokenRequest { ClientId = SignInRig.ClientId, Subject = "alice", Scope = "openid" }));
        var response = await rig.Http.SendAsync(request, Rig.Cancellation);
        return await response.Content.ReadAsStringAsync(Rig.Cancellation);
    }
}
