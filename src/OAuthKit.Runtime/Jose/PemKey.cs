using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>Reads a private key in PEM (RFC 7468): PKCS #8, encrypted or not, PKCS #1, SEC 1.</summary>
internal static class PemKey
{
    private const string Pkcs1 = "RSA PRIVATE KEY";
    private const string Pkcs8 = "PRIVATE KEY";
    private const string Encrypted = "ENCRYPTED PRIVATE KEY";
    private const string Sec1 = "EC PRIVATE KEY";

    public static SigningKey Read(string pem, SigningKeyOptions options)
    {
        var section = FindKey(pem, out var label);
        if (label == Encrypted && string.IsNullOrEmpty(options.Password))
        {
            throw new ArgumentException("The private key in the PEM is encrypted: give its password.", nameof(pem));
        }

        // PKCS #8 tells the kind of key only inside.
        if (label != Pkcs1 && TryImport(ECDsa.Create(), section, label, options.Password) is ECDsa ecdsa)
        {
            return Keep(ecdsa, options, static (key, options) => new SigningKey(key, options.Algorithm, options.KeyId));
        }

        return label != Sec1 && TryImport(RSA.Create(), section, label, options.Password) is RSA rsa
            ? Keep(rsa, options, static (key, options) => new SigningKey(key, options.Algorithm!, options.KeyId))
            : throw new ArgumentException("The private key in the PEM is neither RSA nor EC, is damaged, or its password isn't right. Ed25519 keys are read by the package OAuthKit.EdDsa.", nameof(pem));
    }

    /// <summary>Makes the signing key, or disposes what it would have been made from.</summary>
    public static SigningKey Keep<TKey>(TKey key, SigningKeyOptions options, Func<TKey, SigningKeyOptions, SigningKey> make)
        where TKey : AsymmetricAlgorithm
    {
        try
        {
            return make(key, options);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The section of the first private key.</summary>
    public static ReadOnlySpan<char> FindKey(ReadOnlySpan<char> pem, out string label)
    {
        while (PemEncoding.TryFind(pem, out var fields))
        {
            label = pem[fields.Label].ToString();
            if (label is Pkcs8 or Encrypted or Pkcs1 or Sec1)
            {
                return pem[fields.Location];
            }

            pem = pem[fields.Location.End..];
        }

        throw new ArgumentException("The PEM has no private key: no section such as BEGIN PRIVATE KEY is in it. A public key or a certificate alone can't sign.", nameof(pem));
    }

    private static AsymmetricAlgorithm? TryImport(AsymmetricAlgorithm key, ReadOnlySpan<char> section, string label, string? password)
    {
        try
        {
            if (label == Encrypted)
            {
                key.ImportFromEncryptedPem(section, password);
            }
            else
            {
                key.ImportFromPem(section);
            }

            return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            // Of another kind or on a curve that the platform lacks, perhaps; the caller knows what to say in the end.
            key.Dispose();
            return null;
        }
    }
}
