using System.Numerics;
using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>
/// The prime factors of an RSA key whose JWK has only <c>n</c>, <c>e</c> and <c>d</c> (RFC 7518 section 6.3.2 says SHOULD of
/// the others), which the platform wants (NIST SP 800-56B appendix C.1).
/// </summary>
internal static class RsaPrimes
{
    private const int Attempts = 100;

    // Those of real keys are an eighth of it at most; what is longer would keep the processor busy for minutes.
    private const int MaxBytes = 16384 / 8;

    public static RSAParameters Recover(byte[] modulus, byte[] exponent, byte[] privateExponent)
    {
        if (modulus.Length > MaxBytes || exponent.Length > MaxBytes || privateExponent.Length > MaxBytes)
        {
            throw new CryptographicException("The modulus or an exponent is longer than those of RSA keys.");
        }

        var n = Number(modulus);
        var d = Number(privateExponent);
        if (n <= 3 || n.IsEven)
        {
            throw new CryptographicException("The modulus isn't one.");
        }

        var product = (d * Number(exponent)) - 1;
        if (product <= 0 || !product.IsEven)
        {
            throw new CryptographicException("The exponents don't belong together.");
        }

        var halvings = 0;
        for (; product.IsEven; product >>= 1)
        {
            halvings++;
        }

        for (var i = 0; i < Attempts; i++)
        {
            if (Factor(n, product, halvings) is { } p)
            {
                return Of(p, n / p, d);
            }
        }

        throw new CryptographicException("The exponents don't belong to the modulus.");
    }

    /// <summary>Gives each number the length that the platform expects of it.</summary>
    public static void Pad(ref RSAParameters key)
    {
        var modulus = key.Modulus!.AsSpan().TrimStart((byte)0);
        var half = (modulus.Length + 1) / 2;
        key.Modulus = modulus.ToArray();
        key.D = Padded(key.D!, modulus.Length);
        key.P = Padded(key.P!, half);
        key.Q = Padded(key.Q!, half);
        key.DP = Padded(key.DP!, half);
        key.DQ = Padded(key.DQ!, half);
        key.InverseQ = Padded(key.InverseQ!, half);
    }

    public static void Wipe(RSAParameters key)
    {
        foreach (var secret in (byte[]?[])[key.D, key.P, key.Q, key.DP, key.DQ, key.InverseQ])
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static BigInteger? Factor(BigInteger n, BigInteger odd, int halvings)
    {
        var root = BigInteger.ModPow(Number(RandomNumberGenerator.GetBytes(n.GetByteCount(isUnsigned: true))) % n, odd, n);
        for (var i = 0; i < halvings && !root.IsOne && root != n - 1; i++)
        {
            var square = BigInteger.ModPow(root, 2, n);
            if (square.IsOne)
            {
                var factor = BigInteger.GreatestCommonDivisor(root - 1, n);
                return factor > 1 && factor < n ? factor : null;
            }

            root = square;
        }

        // A number to the power of a multiple of the order is 1: else no further attempt will find anything.
        return root.IsOne || root == n - 1 ? null : throw new CryptographicException("The exponents don't belong to the modulus.");
    }

    private static RSAParameters Of(BigInteger one, BigInteger other, BigInteger d)
    {
        var (p, q) = one > other ? (one, other) : (other, one);
        return new RSAParameters
        {
            P = Bytes(p),
            Q = Bytes(q),
            DP = Bytes(d % (p - 1)),
            DQ = Bytes(d % (q - 1)),
            // Fermat: q^(p-2) is the inverse of q modulo p.
            InverseQ = Bytes(BigInteger.ModPow(q, p - 2, p)),
        };
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number) => number.ToByteArray(isUnsigned: true, isBigEndian: true);

    private static byte[] Padded(byte[] number, int length)
    {
        var digits = number.AsSpan().TrimStart((byte)0);
        if (digits.Length > length)
        {
            throw new CryptographicException("A member is longer than the modulus allows.");
        }

        var padded = new byte[length];
        digits.CopyTo(padded.AsSpan(length - digits.Length));
        return padded;
    }
}
