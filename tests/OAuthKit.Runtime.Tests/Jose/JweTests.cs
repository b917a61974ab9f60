using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OAuthKit;

public sealed class JweTests
{
    public static TheoryData<string> Ids() => [.. Vectors.Read("jwe.json").GetProperty("jwe").EnumerateArray().Select(vector => vector.Text("id"))];

    [Theory]
    [MemberData(nameof(Ids))]
    public void R186_What_others_encrypted_is_decrypted(string id)
    {
        var vector = Vectors.Find("jwe.json", "jwe", id);
        using var key = DecryptionKey.FromJwk(vector.GetProperty("key").GetRawText());

        Assert.Equal(vector.Text("plaintext"), JweDecrypter.Decrypt(vector.Text("jwe"), Rules(vector, key)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void R134_A_changed_segment_is_one_and_the_same_error(string id)
    {
        var vector = Vectors.Find("jwe.json", "jwe", id);
        using var key = DecryptionKey.FromJwk(vector.GetProperty("key").GetRawText());
        for (var segment = 1; segment < 5; segment++)
        {
            var parts = vector.Text("jwe").Split('.');
            parts[segment] = parts[segment].Length == 0 ? "AAAA" : Flip(parts[segment]);

            AssertFault(OAuthFault.JwtDecryption, string.Join('.', parts), Rules(vector, key));
        }
    }

    [Fact]
    public void R134_Algorithms_are_pinned()
    {
        var vector = Vectors.Find("jwe.json", "jwe", "RSA-OAEP-256 A128GCM RSA");
        using var key = DecryptionKey.FromJwk(vector.GetProperty("key").GetRawText());

        AssertFault(OAuthFault.JwtEncryption, vector.Text("jwe"), new JweRules("x", "RSA-OAEP", ContentEncryption.Find("A128GCM")!, [key]));
        AssertFault(OAuthFault.JwtEncryption, vector.Text("jwe"), new JweRules("x", "RSA-OAEP-256", ContentEncryption.Find("A256GCM")!, [key]));
    }

    [Fact]
    public void R134_Neither_RSA1_5_nor_compression_nor_critical_parameters_are_taken()
    {
        var vector = Vectors.Find("jwe.json", "jwe", "RSA-OAEP A128CBC-HS256 RSA");
        using var key = DecryptionKey.FromJwk(vector.GetProperty("key").GetRawText());
        string With(string header) => TestKey.Text(Encoding.UTF8.GetBytes(header)) + vector.Text("jwe")[vector.Text("jwe").IndexOf('.')..];

        Assert.False(key.Fits("RSA1_5"));
        AssertFault(OAuthFault.JwtEncryption, With("""{"alg":"RSA1_5","enc":"A128CBC-HS256"}"""), Rules(vector, key));
        AssertFault(OAuthFault.JwtEncryption, With("""{"alg":"RSA-OAEP","enc":"A128CBC-HS256","zip":"DEF"}"""), Rules(vector, key));
        AssertFault(OAuthFault.JwtCritical, With("""{"alg":"RSA-OAEP","enc":"A128CBC-HS256","crit":["exp"]}"""), Rules(vector, key));
        AssertFault(OAuthFault.JwtMalformed, With("""{"alg":"RSA-OAEP","alg":"RSA-OAEP","enc":"A128CBC-HS256"}"""), Rules(vector, key));
        AssertFault(OAuthFault.JwtMalformed, With("[]"), Rules(vector, key));
    }

    [Theory]
    [InlineData("RSA-OAEP A128GCM RSA", 8)]
    [InlineData("RSA-OAEP A128CBC-HS256 RSA", 8)]
    [InlineData("RSA-OAEP A256CBC-HS512 RSA", 16)]
    public void R134_A_short_tag_is_none(string id, int bytes)
    {
        var vector = Vectors.Find("jwe.json", "jwe", id);
        using var key = DecryptionKey.FromJwk(vector.GetProperty("key").GetRawText());
        var parts = vector.Text("jwe").Split('.');
        parts[4] = TestKey.Text(StrictBase64Url.Decode(parts[4])![..bytes]);

        AssertFault(OAuthFault.JwtDecryption, string.Join('.', parts), Rules(vector, key));
    }

    [Theory]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0","y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpp0"}""")]
    [InlineData("""{"kty":"EC","crv":"P-384","x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0","y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}""")]
    [InlineData("""{"kty":"OKP","crv":"X25519","x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0"}""")]
    [InlineData("\"x\"")]
    public void R134_An_ephemeral_key_off_the_curve_is_refused(string epk)
    {
        var vector = Vectors.Find("jwe.json", "jwe", "ECDH-ES A128GCM P-256");
        using var key = DecryptionKey.FromJwk(vector.GetProperty("key").GetRawText());
        var parts = vector.Text("jwe").Split('.');
        parts[0] = TestKey.Text(Encoding.UTF8.GetBytes($$"""{"alg":"ECDH-ES","enc":"A128GCM","epk":{{epk}}}"""));

        AssertFault(OAuthFault.JwtDecryption, string.Join('.', parts), Rules(vector, key));
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e.f")]
    [InlineData("....")]
    [InlineData("")]
    [InlineData("{\"active\":true}")]
    [InlineData("e30=.AA.AA.AA.AA")]
    [InlineData("e30.A A.AA.AA.AA")]
    public void R133_What_is_not_five_strict_segments_is_no_encrypted_token(string text)
    {
        using var key = DecryptionKey.FromSharedKey(new byte[16]);

        var e = Assert.Throws<OAuthException>(() => JweDecrypter.Decrypt(text, new JweRules("x", "dir", ContentEncryption.Find("A128GCM")!, [key])));
        Assert.True(e.Code is OAuthFault.JwtEncryption or OAuthFault.JwtMalformed);
    }

    [Fact]
    public void The_right_key_is_found_among_several()
    {
        var vector = Vectors.Find("jwe.json", "jwe", "RSA-OAEP A128GCM RSA");
        using var right = DecryptionKey.FromJwk(vector.GetProperty("key").GetRawText());
        using var other = RSA.Create(2048);
        using var named = DecryptionKey.FromRsaPem(other.ExportPkcs8PrivateKeyPem(), "other");
        using var unnamed = DecryptionKey.FromRsaPem(other.ExportPkcs8PrivateKeyPem());
        var content = ContentEncryption.Find("A128GCM")!;

        Assert.Equal("rsa", right.KeyId);
        Assert.Equal(vector.Text("plaintext"), JweDecrypter.Decrypt(vector.Text("jwe"), new JweRules("x", "RSA-OAEP", content, [named, unnamed, right])));
        AssertFault(OAuthFault.JwtDecryption, vector.Text("jwe"), new JweRules("x", "RSA-OAEP", content, [named, unnamed]));
    }

    [Fact]
    public void The_derived_key_is_that_of_the_specification()
    {
        var vector = Vectors.Find("jwe.json", "kdf", "ecdh-es-kdf");
        using var recipient = ECDiffieHellman.Create(Private(vector.GetProperty("recipient")));
        using var sender = ECDiffieHellman.Create(Private(vector.GetProperty("epk")));

        var key = ConcatKdf.Derive(recipient.DeriveRawSecretAgreement(sender.PublicKey), "A128GCM", "Alice"u8.ToArray(), "Bob"u8.ToArray(), 16);

        Assert.Equal(vector.Text("expected"), TestKey.Text(key));
    }

    [Theory]
    [InlineData("000102030405060708090A0B0C0D0E0F", "00112233445566778899AABBCCDDEEFF", "1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5")]
    [InlineData("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", "00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F", "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21")]
    public void Keys_are_unwrapped_as_in_RFC_3394(string key, string data, string wrapped)
    {
        var bytes = Convert.FromHexString(wrapped);

        Assert.Equal(data, Convert.ToHexString(AesKeyWrap.Unwrap(Convert.FromHexString(key), bytes)!));
        bytes[9] ^= 1;
        Assert.Null(AesKeyWrap.Unwrap(Convert.FromHexString(key), bytes));
        Assert.Null(AesKeyWrap.Unwrap(Convert.FromHexString(key), bytes[..16]));
        Assert.Null(AesKeyWrap.Unwrap(Convert.FromHexString(key), bytes[..23]));
    }

    [Fact]
    public void R033_Weak_public_and_foreign_keys_are_refused_without_repeating_them()
    {
        using var weak = RSA.Create(1024);
        using var good = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Action[] refused =
        [
            () => DecryptionKey.FromRsaPem(weak.ExportPkcs8PrivateKeyPem()),
            () => DecryptionKey.FromRsaPem(good.ExportSubjectPublicKeyInfoPem()),
            () => DecryptionKey.FromRsaPem(ec.ExportPkcs8PrivateKeyPem()),
            () => DecryptionKey.FromRsaPem(The.Canary),
            () => DecryptionKey.FromEcPem(ec.ExportSubjectPublicKeyInfoPem()),
            () => DecryptionKey.FromEcPem(The.Canary),
            () => DecryptionKey.FromJwk(The.Canary),
            () => DecryptionKey.FromJwk("{}"),
            () => DecryptionKey.FromJwk($$"""{"kty":"oct","k":"{{The.Canary}}"}"""),
            () => DecryptionKey.FromJwk("""{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}"""),
            () => DecryptionKey.FromJwk("""{"kty":"RSA","n":"AQAB","e":"AQAB","d":"AQAB"}"""),
            () => DecryptionKey.FromSharedKey(new byte[15]),
        ];

        Assert.All(refused, action => Assert.False(CanaryWatch.Holds(Assert.Throws<ArgumentException>(action).ToString())));
        using var fine = DecryptionKey.FromEcPem(ec.ExportPkcs8PrivateKeyPem(), "e");
        Assert.Equal("[EC decryption key e]", fine.ToString());
    }

    private static ECParameters Private(JsonElement key)
    {
        var point = JsonWebKeyReader.ReadPoint(key)!.Value;
        point.D = JsonWebKeyReader.Bytes(key, "d");
        return point;
    }

    private static JweRules Rules(JsonElement vector, DecryptionKey key) =>
        new("token", vector.Text("alg"), ContentEncryption.Find(vector.Text("enc"))!, [key]);

    private static string Flip(string segment)
    {
        var bytes = StrictBase64Url.Decode(segment)!;
        bytes[bytes.Length / 2] ^= 1;
        return TestKey.Text(bytes);
    }

    private static void AssertFault(string code, string text, JweRules rules)
    {
        var e = Assert.Throws<OAuthException>(() => JweDecrypter.Decrypt(text, rules));
        Assert.Equal(code, e.Code);
        Assert.Null(e.InnerException);
    }
}
