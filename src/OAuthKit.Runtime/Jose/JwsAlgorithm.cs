using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>A signature algorithm of RFC 7518 over an RSA or EC key: which key it takes, and how it is computed.</summary>
internal sealed class JwsAlgorithm
{
    private static readonly JwsAlgorithm[] _all =
    [
        new(JwsAlgorithms.RS256, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        new(JwsAlgorithms.RS384, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        new(JwsAlgorithms.RS512, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        new(JwsAlgorithms.PS256, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        new(JwsAlgorithms.PS384, HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        new(JwsAlgorithms.PS512, HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        new(JwsAlgorithms.ES256, HashAlgorithmName.SHA256, curve: JoseNames.P256),
        new(JwsAlgorithms.ES384, HashAlgorithmName.SHA384, curve: JoseNames.P384),
        new(JwsAlgorithms.ES512, HashAlgorithmName.SHA512, curve: JoseNames.P521),
    ];

    private readonly string? _curve;

    private JwsAlgorithm(string name, HashAlgorithmName hash, RSASignaturePadding? padding = null, string? curve = null)
    {
        Name = name;
        Hash = hash;
        Padding = padding;
        _curve = curve;
    }

    public string Name { get; }

    public HashAlgorithmName Hash { get; }

    /// <summary>Null where it is an algorithm of EC keys.</summary>
    public RSASignaturePadding? Padding { get; }

    /// <summary>The algorithm of an RSA key, which has to be said: the key fits six.</summary>
    public static JwsAlgorithm OfRsa(string? name)
    {
        if (name is null)
        {
            throw new ArgumentException("An RSA key fits the algorithms RS256 to RS512 and PS256 to PS512: say which the client is registered for.", nameof(name));
        }

        return Find(name) is { Padding: not null } algorithm ? algorithm : throw Unfit(name, "RSA key");
    }

    /// <summary>The algorithm of an EC key, which its curve determines.</summary>
    public static JwsAlgorithm OfEc(string? name, string curve)
    {
        foreach (var algorithm in _all)
        {
            if (algorithm._curve == curve)
            {
                return name is null || name == algorithm.Name ? algorithm : throw Unfit(name, $"EC key on {curve}");
            }
        }

        throw new ArgumentException($"No algorithm signs with EC keys on {curve}.", nameof(curve));
    }

    /// <summary>Whether it is one of RSA or EC keys.</summary>
    public static bool IsKnown(string name) => Find(name) is not null;

    private static JwsAlgorithm? Find(string name)
    {
        foreach (var algorithm in _all)
        {
            if (algorithm.Name == name)
            {
                return algorithm;
            }
        }

        return null;
    }

    // RFC 8725 section 3.1: a key is used with its own algorithm only.
    private static ArgumentException Unfit(string name, string key) =>
        new($"The algorithm {name} doesn't fit this {key} (RFC 7518 section 3.1).", nameof(name));
}
