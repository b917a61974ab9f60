namespace OAuthKit;

/// <summary>The form of a signature by an elliptic curve (RFC 7518 section 3.4), looked at before anybody computes with it.</summary>
internal static class EcSignature
{
    /// <summary>R and S, each as long as the curve wants, leading zeros included, and neither of them zero, which would fit every text.</summary>
    public static bool HasForm(ReadOnlySpan<byte> signature, string? curve)
    {
        if (EcCurve.Find(curve) is not { } known || signature.Length != 2 * known.CoordinateLength)
        {
            return false;
        }

        return signature[..known.CoordinateLength].ContainsAnyExcept((byte)0) && signature[known.CoordinateLength..].ContainsAnyExcept((byte)0);
    }
}
