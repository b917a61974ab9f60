using System.Net;

namespace OAuthKit;

/// <summary>Which addresses are of the public network, by the registries of special-purpose addresses (RFC 6890).</summary>
internal static class PublicAddress
{
    public static bool Is(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out var length) && (length == 4 ? IsPublic4(bytes[..4]) : IsPublic6(bytes));
    }

    private static bool IsPublic4(ReadOnlySpan<byte> a) => (a[0], a[1], a[2]) switch
    {
        // This network, this machine, and what isn't for one receiver (RFC 1122, RFC 5771, RFC 1112).
        (0 or 127 or >= 224, _, _) => false,
        // Private networks (RFC 1918).
        (10, _, _) or (172, >= 16 and <= 31, _) or (192, 168, _) => false,
        // Behind a carrier's NAT (RFC 6598).
        (100, >= 64 and <= 127, _) => false,
        // The link, with the metadata service of clouds (RFC 3927).
        (169, 254, _) => false,
        // Protocol assignments, 6to4 relays (RFC 6890, RFC 7526).
        (192, 0, 0) or (192, 88, 99) => false,
        // Documentation (RFC 5737), benchmarks (RFC 2544).
        (192, 0, 2) or (198, 51, 100) or (203, 0, 113) or (198, 18 or 19, _) => false,
        _ => true,
    };

    private static bool IsPublic6(ReadOnlySpan<byte> a)
    {
        // IPv4-mapped (RFC 4291 section 2.5.5.2).
        if (!a[..10].ContainsAnyExcept((byte)0) && a[10] == 0xFF && a[11] == 0xFF)
        {
            return IsPublic4(a[12..]);
        }

        // NAT64 (RFC 6052 section 2.1).
        ReadOnlySpan<byte> nat64 = [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0];
        if (a[..12].SequenceEqual(nat64))
        {
            return IsPublic4(a[12..]);
        }

        // Global unicast is 2000::/3; without it are this machine, the link, unique local, groups, and NAT64 of one network.
        if ((a[0] & 0xE0) != 0x20)
        {
            return false;
        }

        return (a[0], a[1], a[2], a[3]) switch
        {
            // Protocol assignments, Teredo among them (RFC 2928, RFC 4380).
            (0x20, 0x01, 0 or 1, _) => false,
            // Documentation (RFC 3849, RFC 9637).
            (0x20, 0x01, 0x0D, 0xB8) or (0x3F, 0xFF, < 0x10, _) => false,
            // 6to4 (RFC 3056): what counts is where it leads.
            (0x20, 0x02, _, _) => IsPublic4(a.Slice(2, 4)),
            _ => true,
        };
    }
}
