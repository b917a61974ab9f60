using System.Security.Cryptography;

namespace OAuthKit.Testing;

internal static class EcCurves
{
    public static ECCurve Find(string? name) => name switch
    {
        JoseNames.P256 => ECCurve.NamedCurves.nistP256,
        JoseNames.P384 => ECCurve.NamedCurves.nistP384,
        JoseNames.P521 => ECCurve.NamedCurves.nistP521,
        _ => throw new CryptographicException($"The test server doesn't know the curve {name}."),
    };
}
