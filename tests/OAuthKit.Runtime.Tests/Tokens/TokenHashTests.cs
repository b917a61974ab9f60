using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

public sealed class TokenHashTests
{
    public static TheoryData<string> Ids() => [.. Vectors.Read("id-token.json").GetProperty("hash").EnumerateArray().Select(vector => vector.Text("id"))];

    [Theory]
    [MemberData(nameof(Ids))]
    public void R130_R131_Published_hashes_are_computed(string id)
    {
        var vector = Vectors.Find("id-token.json", "hash", id);

        Assert.Equal(vector.Text("expected"), TokenHash.Compute(vector.Text("alg"), vector.Text("value")));
    }

    [Theory]
    [InlineData("RS256", 32)]
    [InlineData("PS256", 32)]
    [InlineData("ES256", 32)]
    [InlineData("HS256", 32)]
    [InlineData("RS384", 48)]
    [InlineData("PS384", 48)]
    [InlineData("ES384", 48)]
    [InlineData("HS384", 48)]
    [InlineData("RS512", 64)]
    [InlineData("PS512", 64)]
    [InlineData("ES512", 64)]
    [InlineData("HS512", 64)]
    [InlineData("EdDSA", 64)]
    [InlineData("Ed25519", 64)]
    public void R131_The_hash_is_that_of_the_signature_algorithm(string algorithm, int bytes)
    {
        var value = Encoding.UTF8.GetBytes("token");
        var hash = bytes switch { 32 => SHA256.HashData(value), 48 => SHA384.HashData(value), _ => SHA512.HashData(value) };

        Assert.Equal(TestKey.Text(hash[..(bytes / 2)]), TokenHash.Compute(algorithm, "token"));
    }
}
