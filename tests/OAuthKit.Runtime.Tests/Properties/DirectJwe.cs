using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>Encrypts by a shared key and AES GCM, under whatever header a test wants.</summary>
internal static class DirectJwe
{
    public static string Encrypt(byte[] key, string header, string text)
    {
        var protectedHeader = TestKey.Text(Encoding.UTF8.GetBytes(header));
        var iv = new byte[12];
        var plain = Encoding.UTF8.GetBytes(text);
        var content = new byte[plain.Length];
        var tag = new byte[16];
        using var aes = new AesGcm(key, tag.Length);
        aes.Encrypt(iv, plain, content, tag, Encoding.UTF8.GetBytes(protectedHeader));
        return $"{protectedHeader}..{TestKey.Text(iv)}.{TestKey.Text(content)}.{TestKey.Text(tag)}";
    }
}
