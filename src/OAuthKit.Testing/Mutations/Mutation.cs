using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A change of a JWT that a test server is about to write: of its header, claims, signature or text. The classic attacks have names here.</summary>
/// <remarks>It is only a description; <see cref="ServerMutations"/> puts it to work. What the server signs itself stays correctly signed unless the mutation is about the signature.</remarks>
/// <example><code>
/// server.Mutations.IdToken(Mutation.AlgNone);
/// server.Mutations.IdToken(Mutation.Claim("iss", "https://evil.test").Then(Mutation.OtherKey));
/// </code></example>
public sealed class Mutation
{
    private readonly Action<JwtDraft> _apply;

    private Mutation(Action<JwtDraft> apply)
    {
        _apply = apply;
    }

    /// <summary>Says <c>alg</c> <c>none</c> and has no signature (<see href="https://www.rfc-editor.org/rfc/rfc8725#section-3.1">RFC 8725 section 3.1</see>).</summary>
    public static Mutation AlgNone { get; } = AlgNoneAs(JoseNames.None);

    /// <summary>Has no signature, and keeps its header.</summary>
    public static Mutation NoSignature { get; } = new(static draft => draft.SigningKey = null);

    /// <summary>Has a signature in which one bit is wrong.</summary>
    public static Mutation FlippedSignature { get; } = Signature(static signature =>
    {
        signature[^1] ^= 1;
        return signature;
    });

    /// <summary>Has a signature of zeros, of the right length (CVE-2022-21449).</summary>
    public static Mutation ZeroSignature { get; } = Signature(static signature => new byte[signature.Length]);

    /// <summary>Has an ECDSA signature in DER, as certificates have it, in place of the two numbers side by side (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-3.4">RFC 7518 section 3.4</see>).</summary>
    public static Mutation DerSignature { get; } = Signature(DerSignatures.From);

    /// <summary>Is signed by a new key of the same algorithm, under the <c>kid</c> of the server's.</summary>
    public static Mutation OtherKey { get; } = new(static draft => ForgedKeys.Sign(draft, static (_, _) => { }));

    /// <summary>Is signed by a new key that stands in the header as <c>jwk</c> (<see href="https://www.rfc-editor.org/rfc/rfc7515#section-4.1.3">RFC 7515 section 4.1.3</see>).</summary>
    public static Mutation EmbeddedJwk { get; } = new(static draft => ForgedKeys.Sign(draft, static (header, jwk) => header[JoseNames.JwkHeader] = jwk));

    /// <summary>Is signed by HMAC whose key is the server's public key in PEM (<see href="https://www.rfc-editor.org/rfc/rfc8725#section-2.1">RFC 8725 section 2.1</see>).</summary>
    public static Mutation HmacWithPublicPem { get; } = HmacWith(static key => Encoding.UTF8.GetBytes(System.Security.Cryptography.PemEncoding.WriteString("PUBLIC KEY", key.ExportPublicKey() ?? [])));

    /// <summary>Is signed by HMAC whose key is the server's public key in DER.</summary>
    public static Mutation HmacWithPublicDer { get; } = HmacWith(static key => key.ExportPublicKey() ?? []);

    /// <summary>Is signed by HMAC whose key is the text of the server's public JWK.</summary>
    public static Mutation HmacWithPublicJwk { get; } = HmacWith(static key => Encoding.UTF8.GetBytes(key.ToPublicJwk().ToJsonString()));

    /// <summary>Isn't encrypted though the client is registered for that.</summary>
    public static Mutation NotEncrypted { get; } = new(static draft => draft.Encryption = null);

    /// <summary>Has an <c>exp</c> that was six minutes before its <c>iat</c>, or at the start of time where it has none.</summary>
    public static Mutation Expired { get; } = Claims(static claims => claims[ClaimNames.ExpiresAt] = (claims.ReadTime(ClaimNames.IssuedAt)?.ToUnixTimeSeconds() ?? 360) - 360);

    /// <summary>Has base64url with padding (<see href="https://www.rfc-editor.org/rfc/rfc7515#section-2">RFC 7515 section 2</see>).</summary>
    public static Mutation Padded { get; } = Text(static text => text + "=");

    /// <summary>Any change.</summary>
    /// <param name="change">Changes the draft.</param>
    /// <returns>The mutation.</returns>
    public static Mutation Jwt(Action<JwtDraft> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(change);
    }

    /// <summary>Changes the claims.</summary>
    /// <param name="change">Adds, changes or removes claims.</param>
    /// <returns>The mutation.</returns>
    public static Mutation Claims(Action<JsonObject> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(draft => change(draft.Claims));
    }

    /// <summary>Sets a claim.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null is the JSON <c>null</c>.</param>
    /// <returns>The mutation.</returns>
    public static Mutation Claim(string name, JsonNode? value) => Claims(claims => claims[name] = value?.DeepClone());

    /// <summary>Adds a character to a claim that is a string, such as <c>iss</c>.</summary>
    /// <param name="name">The claim.</param>
    /// <param name="suffix">What is added.</param>
    /// <returns>The mutation.</returns>
    public static Mutation ClaimWithSuffix(string name, string suffix = "1") => Claims(claims => claims[name] = claims.ReadString(name) + suffix);

    /// <summary>Takes a claim away.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The mutation.</returns>
    public static Mutation WithoutClaim(string name) => Claims(claims => claims.Remove(name));

    /// <summary>Has a claim twice, the second time with another value (<see href="https://www.rfc-editor.org/rfc/rfc7519#section-4">RFC 7519 section 4</see>).</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its second value.</param>
    /// <returns>The mutation.</returns>
    public static Mutation DuplicateClaim(string name, JsonNode value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(draft => draft.ClaimsText = text => text[..^1] + "," + Quote(name) + ":" + value.ToJsonString() + "}");
    }

    /// <summary>Changes the header.</summary>
    /// <param name="change">Adds, changes or removes members.</param>
    /// <returns>The mutation.</returns>
    public static Mutation Header(Action<JsonObject> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(draft => change(draft.Header));
    }

    /// <summary>Has another <c>typ</c>, such as that of an access token (<see href="https://www.rfc-editor.org/rfc/rfc8725#section-3.11">RFC 8725 section 3.11</see>).</summary>
    /// <param name="type">The type.</param>
    /// <returns>The mutation.</returns>
    public static Mutation Type(string type) => Header(header => header[JoseNames.Type] = type);

    /// <summary>Has another <c>kid</c>; null leaves it out.</summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <returns>The mutation.</returns>
    public static Mutation KeyId(string? keyId) => Header(header => Set(header, JoseNames.KeyId, keyId));

    /// <summary>Has a <c>crit</c> (<see href="https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11">RFC 7515 section 4.1.11</see>).</summary>
    /// <param name="names">What is critical; none for an empty list.</param>
    /// <returns>The mutation.</returns>
    public static Mutation Critical(params string[] names) => Header(header => header[JoseNames.Critical] = names.ToJsonArray());

    /// <summary>Is signed by a new key, and names an address where that key would be (<see href="https://www.rfc-editor.org/rfc/rfc8725#section-3.10">RFC 8725 section 3.10</see>). No such address should ever be fetched.</summary>
    /// <param name="url">The <c>jku</c>.</param>
    /// <returns>The mutation.</returns>
    public static Mutation JwkSetUrl(string url) => new(draft => ForgedKeys.Sign(draft, (header, _) => header[JoseNames.JwkSetUrl] = url));

    /// <summary>Spells <c>none</c> in a way of its own, and has no signature.</summary>
    /// <param name="spelling">For example <c>nOnE</c>, or an empty text.</param>
    /// <returns>The mutation.</returns>
    public static Mutation AlgNoneAs(string spelling) => new(draft =>
    {
        draft.Header[JoseNames.Algorithm] = spelling;
        draft.SigningKey = null;
    });

    /// <summary>Is signed by another key, whose <c>alg</c> and <c>kid</c> the header names.</summary>
    /// <param name="key">The key, which the caller disposes.</param>
    /// <returns>The mutation.</returns>
    public static Mutation SignedBy(TestSigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(draft =>
        {
            draft.SigningKey = key;
            draft.Header[JoseNames.Algorithm] = key.Algorithm;
            Set(draft.Header, JoseNames.KeyId, key.KeyId.Length > 0 ? key.KeyId : null);
        });
    }

    /// <summary>Is signed by <c>HS256</c> with a key of the test's, under the <c>kid</c> of the server's.</summary>
    /// <param name="secret">The key.</param>
    /// <returns>The mutation.</returns>
    public static Mutation HmacWith(byte[] secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return HmacWith(_ => secret);
    }

    /// <summary>Changes the signature.</summary>
    /// <param name="change">Makes one of the other.</param>
    /// <returns>The mutation.</returns>
    public static Mutation Signature(Func<byte[], byte[]> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(draft => draft.Signature = change);
    }

    /// <summary>Changes the signed JWT as text.</summary>
    /// <param name="change">Makes one of the other.</param>
    /// <returns>The mutation.</returns>
    public static Mutation Text(Func<string, string> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(draft => draft.Text = change);
    }

    /// <summary>Changes the claims after they were signed, and keeps the signature.</summary>
    /// <param name="change">Adds, changes or removes claims.</param>
    /// <returns>The mutation.</returns>
    public static Mutation ClaimsAfterSigning(Action<JsonObject> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(draft => draft.Text = text =>
        {
            var parts = text.Split('.');
            change(draft.Claims);
            parts[1] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(draft.Claims.ToJsonString()));
            return string.Join('.', parts);
        });
    }

    /// <summary>Is encrypted in another way.</summary>
    /// <param name="encryption">The way.</param>
    /// <returns>The mutation.</returns>
    public static Mutation EncryptedBy(TestEncryption encryption)
    {
        ArgumentNullException.ThrowIfNull(encryption);
        return new(draft => draft.Encryption = encryption);
    }

    /// <summary>Changes the encrypted JWT as text.</summary>
    /// <param name="change">Makes one of the other.</param>
    /// <returns>The mutation.</returns>
    public static Mutation EncryptedText(Func<string, string> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(draft => draft.EncryptedText = change);
    }

    /// <summary>Puts another mutation behind this one.</summary>
    /// <param name="next">The mutation that comes second.</param>
    /// <returns>Both.</returns>
    public Mutation Then(Mutation next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new(draft =>
        {
            Apply(draft);
            next.Apply(draft);
        });
    }

    internal void Apply(JwtDraft draft) => _apply(draft);

    private static Mutation HmacWith(Func<TestSigningKey, byte[]> secret) => new(draft =>
    {
        draft.Header[JoseNames.Algorithm] = JoseNames.Hs256;
        draft.SigningKey = new SecretSigningKey((HmacAlgorithm)SignatureAlgorithm.Find(JoseNames.Hs256)!, secret(draft.SigningKey!));
    });

    private static void Set(JsonObject json, string name, string? value)
    {
        json.Remove(name);
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static string Quote(string text) => JsonValue.Create(text).ToJsonString();
}
