using System.Buffers.Text;
using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>Values that nobody can guess, of 256 random bits in 43 characters of base64url.</summary>
internal static class RandomText
{
    private const int Bytes = 32;

    public static string Create()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
