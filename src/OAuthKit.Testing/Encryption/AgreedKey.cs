using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OAuthKit.Testing;

/// <summary>The key that two sides derive from what they agreed upon, without <c>apu</c> and <c>apv</c> (RFC 7518 section 4.6.2).</summary>
internal static class AgreedKey
{
    public static byte[] Derive(byte[] secret, string algorithm, int length)
    {
        var name = Encoding.UTF8.GetBytes(algorithm);
        byte[] otherInfo = [.. Number(name.Length), .. name, .. Number(0), .. Number(0), .. Number(length * 8)];
        var key = new List<byte>();
        for (var round = 1; key.Count < length; round++)
        {
            key.AddRange(SHA256.HashData([.. Number(round), .. secret, .. otherInfo]));
        }

        return [.. key[..length]];
    }

    private static byte[] Number(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
