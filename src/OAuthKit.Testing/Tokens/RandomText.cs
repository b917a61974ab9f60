using System.Buffers.Text;
using System.Security.Cryptography;

namespace OAuthKit.Testing;

internal static class RandomText
{
    public static string Create(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));
}
