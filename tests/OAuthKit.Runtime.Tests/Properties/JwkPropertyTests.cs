using CsCheck;

namespace OAuthKit;

public sealed class JwkPropertyTests
{
    // Without its primes an RSA key takes thousands of times longer to read than an EC key.
    [Fact]
    public Task Whatever_is_in_a_JWK_file_is_a_key_or_an_argument_error()
    {
        var samples = Gen.Frequency(
            (24, Malformed.JsonBytes(KeyFile.EcJwk).Select(bytes => new KeyFile(bytes))),
            (1, Malformed.JsonBytes(KeyFile.RsaJwk).Select(bytes => new KeyFile(bytes, KeyFile.OfRsa))));
        return Property.HoldsAsync(samples, file => file.Read(), KeyFile.IsDocumented);
    }

    [Fact]
    public Task Whatever_is_in_a_JWKS_file_is_a_key_or_an_argument_error()
    {
        var set = TestKey.Set(KeyFile.RsaJwk.Replace("\"sig\"", "\"enc\"", StringComparison.Ordinal), KeyFile.EcJwk, "{\"kty\":\"oct\",\"k\":\"AA\"}");
        return Property.HoldsAsync(Malformed.JsonBytes(set).Select(bytes => new KeyFile(bytes)), file => file.Read(), KeyFile.IsDocumented);
    }

    [Fact]
    public Task Whatever_JWK_is_given_for_decryption_is_a_key_or_an_argument_error()
    {
        const string Shared = """{"kty":"oct","k":"AAECAwQFBgcICQoLDA0ODw","kid":"k1"}""";
        var samples = Gen.Frequency((32, Malformed.Json(KeyFile.EcJwk)), (1, Malformed.Json(KeyFile.RsaJwk)), (16, Malformed.Json(Shared)));
        return Property.HoldsAsync(
            samples,
            json =>
            {
                using var key = DecryptionKey.FromJwk(json);
                Assert.NotEmpty($"{key}");
            },
            Endings.IsArgument);
    }
}
