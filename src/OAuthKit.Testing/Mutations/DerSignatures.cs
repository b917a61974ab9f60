using System.Formats.Asn1;

namespace OAuthKit.Testing;

/// <summary>ECDSA signatures as certificates have them (RFC 3279 section 2.2.3).</summary>
internal static class DerSignatures
{
    public static byte[] From(byte[] signature)
    {
        var half = signature.Length / 2;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new System.Numerics.BigInteger(signature.AsSpan(0, half), isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new System.Numerics.BigInteger(signature.AsSpan(half), isUnsigned: true, isBigEndian: true));
        }

        return writer.Encode();
    }
}
