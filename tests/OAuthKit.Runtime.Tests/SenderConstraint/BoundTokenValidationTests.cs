using System.Text.Json.Nodes;

namespace OAuthKit;

/// <summary>What an API does with a bound token: the proof first, then the token with the key of the proof.</summary>
public sealed class BoundTokenValidationTests : IDisposable
{
    private readonly LoginServer _login = new();
    private readonly TestKey _key = TestKey.Create("ES256");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _login.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task Check_12b_A_token_is_good_with_the_proof_of_its_key_and_with_no_other()
    {
        using var other = TestKey.Create("ES256");

        Assert.Equal("jane", (await ReceiveAsync(Token(ProofRig.ThumbprintOf(_key)), _key)).Subject);
        await AssertRefusedAsync(Token(ProofRig.ThumbprintOf(other)), _key);
        await AssertRefusedAsync(Token(ProofRig.ThumbprintOf(_key)), other);
        await AssertRefusedAsync(Token(null), _key);
    }

    private async Task AssertRefusedAsync(string token, TestKey key) =>
        Assert.Equal(OAuthFault.SenderProofMismatch, (await Assert.ThrowsAsync<OAuthException>(() => ReceiveAsync(token, key))).Code);

    private async Task<JwtAccessToken> ReceiveAsync(string text, TestKey key)
    {
        var rig = new ProofRig { Key = key };
        var token = AccessToken.Parse(text);
        var proof = await rig.Validator().ValidateAsync(new([rig.Proof(("ath", $"\"{ProofRig.HashOf(token)}\""))], ProofRig.Method, ProofRig.Url) { AccessToken = token }, Stop);
        return await new JwtAccessTokenValidator(_login.Server.Server, "https://api.example.com").ValidateAsync(token, SenderProof.Of(null, proof.Thumbprint), Stop);
    }

    private string Token(string? thumbprint)
    {
        var claims = JsonNode.Parse(_login.Claims(("nonce", null), ("aud", "\"https://api.example.com\""), ("sub", "\"jane\""), ("client_id", "\"shop\""), ("jti", "\"j\"")))!.AsObject();
        if (thumbprint is not null)
        {
            claims["cnf"] = new JsonObject { ["jkt"] = thumbprint };
        }

        return _login.Key.Sign(claims.ToJsonString(), "at+jwt");
    }
}
