using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace OAuthKit;

/// <summary>The ID tokens of the specification's appendix, at the time at which they were issued.</summary>
public sealed class PublishedIdTokenTests
{
    private const string Issuer = "https://server.example.com";

    // Appendices A.3, A.4 and A.6.
    private const string AccessTokenText = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
    private const string CodeText = "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Ids() => [.. Vectors.Read("id-token.json").GetProperty("token").EnumerateArray().Select(vector => vector.Text("id"))];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task R107_R131_Published_ID_tokens_are_valid_when_they_were_issued_and_not_later(string id)
    {
        var vector = Vectors.Find("id-token.json", "token", id);
        var claims = vector.GetProperty("claims");
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("iat").GetInt64()));
        var handler = new StubHandler(_ => StubHandler.Json(TestKey.Set(vector.GetProperty("jwk").GetRawText())));
        var options = new BackchannelOptions { Handler = handler, TimeProvider = clock };
        using var server = AuthorizationServer.FromEndpoints(new ServerEndpoints { Jwks = $"{Issuer}/jwks" }, Issuer, options);
        using var client = new OAuthClient(server, ClientAuthentication.None("s6BhdRkqt3"), options);
        var expected = new IdTokenExpectations
        {
            Nonce = "n-0S6_WzA2Mj",
            IsFrontChannel = true,
            AccessToken = claims.TryGetProperty("at_hash", out _) ? AccessToken.Parse(AccessTokenText) : null,
            Code = claims.TryGetProperty("c_hash", out _) ? AuthorizationCode.Parse(CodeText) : null,
        };

        var token = await client.ValidateIdTokenAsync(EncodedIdToken.Parse(vector.Text("jws")), expected, Stop);

        Assert.Equal("248289761001", token.Subject);
        Assert.True(JsonElement.DeepEquals(claims, token.Claims));
        clock.Advance(TimeSpan.FromSeconds(1060));
        Assert.Equal("exp", (await Assert.ThrowsAsync<OAuthException>(() => client.ValidateIdTokenAsync(EncodedIdToken.Parse(vector.Text("jws")), expected, Stop))).ClaimName);
        Assert.Single(handler.Requests.Select(request => request.Url).Distinct());
    }

    [Fact]
    public void What_is_signed_but_no_JSON_is_no_JWT_and_its_key_is_read_all_the_same()
    {
        var vector = Vectors.Find("id-token.json", "raw", "jws-es512");
        var parts = vector.Text("jws").Split('.');
        using var key = ECDsa.Create(JsonWebKeyReader.ReadPoint(vector.GetProperty("jwk"))!.Value);

        Assert.True(key.VerifyData(Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}"), StrictBase64Url.Decode(parts[2])!, HashAlgorithmName.SHA512));
        Assert.Equal(OAuthFault.JwtMalformed, Assert.Throws<OAuthException>(() => JwtPreCheck.Check(vector.Text("jws"), new JwtRules("token", "ES512", "JWT", false))).Code);
    }
}
