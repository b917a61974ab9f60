using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>Comparison of secrets in a time that doesn't tell where they differ.</summary>
internal static class FixedTime
{
    public static bool Equals(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(left.AsSpan()), MemoryMarshal.AsBytes(right.AsSpan()));
}
