using System.Buffers.Text;
using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>Values that nobody can guess, of 256 random bits in 43 characters of base64url.</summary>
internal static class RandomText
{
    private const int Bytes = 32;
    private const int ShortBytes = 16;

    /// <summary>How long a value of 128 bits is.</summary>
    public const int ShortLength = 22;

    /// <summary>Writes a value of 128 random bits, which nobody meets twice.</summary>
    public static void WriteShort(Span<byte> utf8)
    {
        Span<byte> bytes = stackalloc byte[ShortBytes];
        RandomNumberGenerator.Fill(bytes);
        Base64Url.EncodeToUtf8(bytes, utf8);
    }

    /// <summary>A text for people to compare, of letters that make no words (RFC 8628 section 6.1).</summary>
    public static string CreateShown(int length) => RandomNumberGenerator.GetString("BCDFGHJKLMNPQRSTVWXZ", length);

    public static string Create()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
