using System.Net;

namespace OAuthKit;

/// <summary>
/// Which addresses are connected to for a URL that came from outside: from an API, from a user, from an answer. Without it a
/// stranger could have a server of this network called, such as the one at 169.254.169.254 that gives out credentials of the
/// cloud (<see href="https://www.rfc-editor.org/rfc/rfc9728#section-7.7">RFC 9728 section 7.7</see>). The address is looked at
/// when the connection is made to it, so a name that changes what it stands for doesn't get around it.
/// </summary>
/// <remarks>
/// URLs that the application gives are its own word, and aren't guarded: the issuer, endpoints, and what the metadata of a given
/// issuer name. Through a proxy, and where <see cref="BackchannelOptions.Handler"/> is given, the proxy or the handler connects:
/// only addresses that stand in the URL itself are looked at then.
/// </remarks>
public sealed class AddressGuard
{
    // Null stands for the public network, so that a program which guards nothing doesn't carry what knows it.
    private readonly Func<string, IPAddress, bool>? _isAllowed;

    private AddressGuard(Func<string, IPAddress, bool>? isAllowed) => _isAllowed = isAllowed;

    /// <summary>
    /// Addresses of the public network only: none of this machine, of private networks (RFC 1918, RFC 6598, unique local), of the
    /// link, of groups (multicast), of documentation, and none that stands for one of these (IPv4-mapped, NAT64, 6to4).
    /// </summary>
    public static AddressGuard PublicOnly { get; } = new(null);

    /// <summary>Every address: whoever names a URL can have any server called that this machine reaches.</summary>
    public static AddressGuard DangerouslyAllowAll { get; } = new(static (_, _) => true);

    /// <summary>Addresses of the public network, and of some others.</summary>
    /// <param name="networks">The other networks, such as <c>10.20.0.0/16</c>.</param>
    /// <returns>The guard.</returns>
    public static AddressGuard PublicAnd(params IPNetwork[] networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        IPNetwork[] copy = [.. networks];
        return new((_, address) => PublicAddress.Is(address) || IsIn(copy, address));
    }

    /// <summary>What the application decides.</summary>
    /// <param name="isAllowed">Says whether an address may be connected to for the sake of a host. It is called for each new connection.</param>
    /// <returns>The guard.</returns>
    public static AddressGuard From(Func<string, IPAddress, bool> isAllowed)
    {
        ArgumentNullException.ThrowIfNull(isAllowed);
        return new(isAllowed);
    }

    internal bool IsAllowed(string host, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _isAllowed is null ? PublicAddress.Is(plain) : _isAllowed(host, plain);
    }

    private static bool IsIn(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
