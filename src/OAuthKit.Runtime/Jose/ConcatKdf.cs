using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>The key that two sides derive from what they agreed upon (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-4.6.2">RFC 7518 section 4.6.2</see>).</summary>
internal static class ConcatKdf
{
    /// <param name="secret">What was agreed upon.</param>
    /// <param name="algorithm">What the key is for: <c>alg</c>, or <c>enc</c> where the agreement is direct.</param>
    /// <param name="apu">Of the sender, may be empty.</param>
    /// <param name="apv">Of the receiver, may be empty.</param>
    /// <param name="length">In bytes.</param>
    public static byte[] Derive(byte[] secret, string algorithm, byte[] apu, byte[] apv, int length)
    {
        var key = new byte[length];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var (round, done) = (1, 0); done < length; round++)
        {
            AppendNumber(hash, round);
            hash.AppendData(secret);
            AppendText(hash, Encoding.UTF8.GetBytes(algorithm));
            AppendText(hash, apu);
            AppendText(hash, apv);
            AppendNumber(hash, length * 8);
            var part = hash.GetHashAndReset().AsSpan();
            part = part[..Math.Min(part.Length, length - done)];
            part.CopyTo(key.AsSpan(done));
            done += part.Length;
        }

        return key;
    }

    private static void AppendText(IncrementalHash hash, byte[] text)
    {
        AppendNumber(hash, text.Length);
        hash.AppendData(text);
    }

    private static void AppendNumber(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
