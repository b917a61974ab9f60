using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace OAuthKit;

/// <summary>Tells by their content what the bytes of a key file are, and reads an Ed25519 key from them.</summary>
internal static class Ed25519Content
{
    private const string Encrypted = "ENCRYPTED PRIVATE KEY";

    public static Ed25519Key Read(byte[] content, SigningKeyOptions options)
    {
        try
        {
            return KeyContent.IsJson(content) ? ReadJwk(KeyContent.WithoutMark(content), options) : ReadPem(Encoding.UTF8.GetString(content), options);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    public static Ed25519Key ReadJwk(ReadOnlyMemory<byte> json, SigningKeyOptions options)
    {
        using var document = StrictJson.ParseObject(json)
            ?? throw new ArgumentException("The key isn't one JSON object without duplicate names (RFC 7517 section 4).", nameof(json));
        var jwk = JwkKey.Select(document.RootElement, options.KeyId);
        JwkKey.CheckUse(jwk);
        if (StrictJson.StringOrNull(jwk, JoseNames.Kty) != JoseNames.Okp || StrictJson.StringOrNull(jwk, JoseNames.Crv) != JwsAlgorithms.Ed25519)
        {
            throw new ArgumentException("The JWK isn't an Ed25519 key: its \"kty\" is to be OKP and its \"crv\" Ed25519 (RFC 8037 section 2).", nameof(json));
        }

        var seed = JwkKey.Bytes(jwk, JoseNames.D);
        try
        {
            return seed.Length == Ed25519PrivateKeyParameters.KeySize
                ? Checked(new Ed25519PrivateKeyParameters(seed), JwkKey.Bytes(jwk, JoseNames.X), new SigningKeyOptions
                {
                    Algorithm = JwkKey.AlgorithmOf(jwk, options),
                    KeyId = options.KeyId ?? StrictJson.StringOrNull(jwk, JoseNames.Kid),
                })
                : throw new ArgumentException("The member \"d\" of the JWK isn't 32 bytes long (RFC 8037 section 2).", nameof(json));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    public static Ed25519Key ReadPem(string pem, SigningKeyOptions options)
    {
        var section = PemKey.FindKey(pem, out var label);
        if (label == Encrypted && string.IsNullOrEmpty(options.Password))
        {
            throw new ArgumentException("The private key in the PEM is encrypted: give its password.", nameof(pem));
        }

        var der = Convert.FromBase64String(section[PemEncoding.Find(section).Base64Data].ToString());
        try
        {
            return Parse(der, label == Encrypted ? options.Password : null) is Ed25519PrivateKeyParameters key
                ? new Ed25519Key(key, options)
                : throw new ArgumentException("The private key in the PEM isn't an Ed25519 key.", nameof(pem));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private static AsymmetricKeyParameter Parse(byte[] der, string? password)
    {
        try
        {
            return password is null ? PrivateKeyFactory.CreateKey(der) : PrivateKeyFactory.DecryptKey(password.ToCharArray(), der);
        }
        catch (Exception e) when (e is CryptoException or GeneralSecurityException or IOException or ArgumentException or InvalidCastException)
        {
            throw new ArgumentException("The private key in the PEM is damaged, of a kind that isn't known, or its password isn't right.", nameof(der), e);
        }
    }

    private static Ed25519Key Checked(Ed25519PrivateKeyParameters key, byte[] publicKey, SigningKeyOptions options) =>
        key.GeneratePublicKey().GetEncoded().AsSpan().SequenceEqual(publicKey)
            ? new Ed25519Key(key, options)
            : throw new ArgumentException("The members \"d\" and \"x\" of the JWK don't belong together (RFC 8037 section 2).", nameof(publicKey));
}
