using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>The curves that JOSE signs on (RFC 7518 section 6.2.1.1), P-256 and stronger.</summary>
internal sealed class EcCurve
{
    private static readonly EcCurve[] _all =
    [
        new(JoseNames.P256, ECCurve.NamedCurves.nistP256, 32),
        new(JoseNames.P384, ECCurve.NamedCurves.nistP384, 48),
        new(JoseNames.P521, ECCurve.NamedCurves.nistP521, 66),
    ];

    private EcCurve(string name, ECCurve curve, int coordinateLength)
    {
        Name = name;
        Curve = curve;
        CoordinateLength = coordinateLength;
    }

    public string Name { get; }

    public ECCurve Curve { get; }

    /// <summary>The length of a coordinate, which is written in full (RFC 7518 section 6.2.1.2).</summary>
    public int CoordinateLength { get; }

    public static EcCurve? Find(string? name)
    {
        foreach (var curve in _all)
        {
            if (curve.Name == name)
            {
                return curve;
            }
        }

        return null;
    }

    public static EcCurve? Of(ECParameters key)
    {
        foreach (var curve in _all)
        {
            // Some platforms know the curve by its name only.
            if (key.Curve.IsNamed && (key.Curve.Oid.Value is { } oid ? oid == curve.Curve.Oid.Value : key.Curve.Oid.FriendlyName == curve.Curve.Oid.FriendlyName))
            {
                return curve;
            }
        }

        return null;
    }
}
