using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>Signs by HMAC and the secret of a client, under whatever header a test wants.</summary>
internal static class HmacJwt
{
    public const string Secret = "a secret that is as long as its hash: c4narY";

    public static ClientAuthentication Client => ClientAuthentication.ClientSecretBasic(The.ClientId, Secret);

    public static string Sign(string header, string claims)
    {
        var input = $"{TestKey.Text(Encoding.UTF8.GetBytes(header))}.{TestKey.Text(Encoding.UTF8.GetBytes(claims))}";
        return $"{input}.{TestKey.Text(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(input)))}";
    }
}
