using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A row of RFC 7518 section 3.1: how a signature is made with a kind of key.</summary>
internal abstract class SignatureAlgorithm(string name, string keyType, HashAlgorithmName hash)
{
    public static IReadOnlyList<SignatureAlgorithm> All { get; } =
    [
        new RsaAlgorithm(JoseNames.Rs256, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        new RsaAlgorithm(JoseNames.Rs384, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        new RsaAlgorithm(JoseNames.Rs512, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        new RsaAlgorithm(JoseNames.Ps256, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        new RsaAlgorithm(JoseNames.Ps384, HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        new RsaAlgorithm(JoseNames.Ps512, HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        new EcAlgorithm(JoseNames.Es256, HashAlgorithmName.SHA256, ECCurve.NamedCurves.nistP256, JoseNames.P256),
        new EcAlgorithm(JoseNames.Es384, HashAlgorithmName.SHA384, ECCurve.NamedCurves.nistP384, JoseNames.P384),
        new EcAlgorithm(JoseNames.Es512, HashAlgorithmName.SHA512, ECCurve.NamedCurves.nistP521, JoseNames.P521),
        new HmacAlgorithm(JoseNames.Hs256, HashAlgorithmName.SHA256),
        new HmacAlgorithm(JoseNames.Hs384, HashAlgorithmName.SHA384),
        new HmacAlgorithm(JoseNames.Hs512, HashAlgorithmName.SHA512),
    ];

    public static IEnumerable<string> AsymmetricNames => All.Where(algorithm => !algorithm.IsSymmetric).Select(algorithm => algorithm.Name);

    public string Name { get; } = name;

    public string KeyType { get; } = keyType;

    public HashAlgorithmName Hash { get; } = hash;

    /// <summary>Whether the key is a secret that both sides know.</summary>
    public bool IsSymmetric => KeyType == JoseNames.Octets;

    public static SignatureAlgorithm? Find(string? name)
    {
        foreach (var algorithm in All)
        {
            if (algorithm.Name == name)
            {
                return algorithm;
            }
        }

        return null;
    }

    /// <summary>Makes a new key of this kind; its <c>kid</c> is the thumbprint where none is given.</summary>
    public abstract TestSigningKey CreateKey(string? keyId = null);

    /// <summary>Verifies with a public JWK; false where the key is of another kind or no key at all.</summary>
    public abstract bool Verify(JsonObject jwk, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature);
}
