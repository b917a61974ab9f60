using System.Security.Cryptography;
using System.Text.Json;

namespace OAuthKit;

public sealed class JweEncrypterTests
{
    private const string Inner = "eyJhbGciOiJub25lIn0.c4narY.c4narY";

    public static TheoryData<string, string> Algorithms()
    {
        var data = new TheoryData<string, string>();
        foreach (var algorithm in (string[])["RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW"])
        {
            foreach (var content in (string[])["A128GCM", "A256GCM", "A128CBC-HS256", "A256CBC-HS512"])
            {
                data.Add(algorithm, content);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void R256_What_is_encrypted_is_decrypted(string algorithm, string content)
    {
        foreach (var curve in algorithm[0] == 'R' ? [default(ECCurve)] : (ECCurve[])[ECCurve.NamedCurves.nistP256, ECCurve.NamedCurves.nistP384, ECCurve.NamedCurves.nistP521])
        {
            var (key, encryptionKey) = Keys(algorithm, curve);
            using (key)
            {
                var jwe = JweEncrypter.Encrypt(Inner, encryptionKey, algorithm, ContentEncryption.Find(content)!);

                Assert.Equal(Inner, JweDecrypter.Decrypt(jwe, new JweRules("x", algorithm, ContentEncryption.Find(content)!, [key])));
                Assert.DoesNotContain(The.Canary, jwe, StringComparison.Ordinal);
                Assert.NotEqual(jwe, JweEncrypter.Encrypt(Inner, encryptionKey, algorithm, ContentEncryption.Find(content)!));
            }
        }
    }

    [Fact]
    public void R256_The_header_says_what_is_needed_and_that_a_jwt_is_inside()
    {
        var (key, encryptionKey) = Keys("ECDH-ES", ECCurve.NamedCurves.nistP256);
        using (key)
        {
            var header = JsonElement.Parse(StrictBase64Url.Decode(JweEncrypter.Encrypt(Inner, encryptionKey, "ECDH-ES", ContentEncryption.Find("A128GCM")!).Split('.')[0])!);

            Assert.Equal(["alg", "enc", "kid", "cty", "epk"], header.EnumerateObject().Select(member => member.Name));
            Assert.Equal("JWT", header.GetProperty("cty").GetString());
            Assert.Equal("e1", header.GetProperty("kid").GetString());
            Assert.Equal(["kty", "crv", "x", "y"], header.GetProperty("epk").EnumerateObject().Select(member => member.Name));
        }
    }

    // RFC 3394 section 4.1 and 4.6.
    [Theory]
    [InlineData("000102030405060708090A0B0C0D0E0F", "00112233445566778899AABBCCDDEEFF", "1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5")]
    [InlineData("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", "00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F", "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21")]
    public void R256_A_key_is_wrapped_as_in_RFC_3394(string key, string plain, string wrapped)
    {
        Assert.Equal(wrapped, Convert.ToHexString(AesKeyWrap.Wrap(Convert.FromHexString(key), Convert.FromHexString(plain))));
        Assert.Equal(plain, Convert.ToHexString(AesKeyWrap.Unwrap(Convert.FromHexString(key), Convert.FromHexString(wrapped))!));
    }

    [Fact]
    public void R256_Keys_that_cannot_be_encrypted_for_are_refused()
    {
        using var weak = TestKey.Create("RS256", rsaBits: 1024);
        using var ec = TestKey.Create("ES256");
        using var rsa = RSA.Create(1024);
        string Without(string jwk, string member) => jwk.Replace($"\"{member}\"", $"\"_{member}\"", StringComparison.Ordinal);

        Assert.NotNull(EncryptionKey.FromJwk(ec.Jwk("")));
        Assert.NotNull(EncryptionKey.FromJwk(ec.Jwk(",\"use\":\"enc\"")));
        foreach (var jwk in (string[])[weak.Jwk(""), ec.Jwk(",\"use\":\"sig\""), ec.Jwk(",\"d\":\"AA\""), Without(ec.Jwk(""), "x"), ec.Jwk("").Replace("P-256", "P-384", StringComparison.Ordinal), """{"kty":"oct","k":"AAAA"}""", "x"])
        {
            Assert.Throws<ArgumentException>(() => EncryptionKey.FromJwk(jwk));
        }

        Assert.Throws<ArgumentException>(() => EncryptionKey.FromRsaPem(rsa.ExportSubjectPublicKeyInfoPem()));
        Assert.Throws<ArgumentException>(() => EncryptionKey.FromRsaPem("x"));
        Assert.Throws<ArgumentException>(() => EncryptionKey.FromEcPem("x"));
        using var brainpool = ECDiffieHellman.Create(ECCurve.NamedCurves.brainpoolP256r1);
        Assert.Throws<ArgumentException>(() => EncryptionKey.FromEcPem(brainpool.ExportSubjectPublicKeyInfoPem()));
    }

    [Fact]
    public void A_key_is_shown_by_kind_and_identifier()
    {
        using var ec = TestKey.Create("ES256");

        Assert.Equal("[EC encryption key k1]", EncryptionKey.FromJwk(ec.Jwk("")).ToString());
    }

    private static (DecryptionKey Private, EncryptionKey Public) Keys(string algorithm, ECCurve curve)
    {
        if (algorithm[0] == 'R')
        {
            using var rsa = RSA.Create(2048);
            return (DecryptionKey.FromRsaPem(rsa.ExportPkcs8PrivateKeyPem(), "e1"), EncryptionKey.FromRsaPem(rsa.ExportSubjectPublicKeyInfoPem(), "e1"));
        }

        using var ec = ECDiffieHellman.Create(curve);
        return (DecryptionKey.FromEcPem(ec.ExportPkcs8PrivateKeyPem(), "e1"), EncryptionKey.FromEcPem(ec.ExportSubjectPublicKeyInfoPem(), "e1"));
    }
}
