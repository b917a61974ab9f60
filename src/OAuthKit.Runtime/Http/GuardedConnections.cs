using System.Net;
using System.Net.Sockets;

namespace OAuthKit;

/// <summary>Connects to addresses only that a guard allows. What was looked at is what is connected to.</summary>
internal sealed class GuardedConnections(AddressGuard guard, bool allowLoopback, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    public GuardedConnections(BackchannelOptions options)
        : this(options.AddressGuard, options.DangerouslyAllowHttp, Dns.GetHostAddressesAsync)
    {
    }

    /// <summary>Before anything is looked up: an address in place of a name, or a name of this machine (RFC 6761 section 6.3).</summary>
    public void ThrowIfRefused(Uri url)
    {
        // A dot at the end changes nothing of what a name stands for.
        var host = url.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host, out var literal) ? !IsAllowed(host, literal) : IsLocalhost(host) && !IsAllowed(host, IPAddress.Loopback))
        {
            throw Refused(host);
        }
    }

    /// <summary>Makes all connections of a handler.</summary>
    public void Watch(SocketsHttpHandler handler) => handler.ConnectCallback = ConnectAsync;

    internal async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var addresses = await resolve(target.Host, cancellationToken).ConfigureAwait(false);
        // What is connected to for another host is a proxy, which the operator configured.
        var isProxy = context.InitialRequestMessage.RequestUri is not { } url || !string.Equals(url.IdnHost, target.Host, StringComparison.OrdinalIgnoreCase) || url.Port != target.Port;
        return await ConnectAsync(isProxy ? addresses : Allowed(target.Host, addresses), target.Port, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private IPAddress[] Allowed(string host, IPAddress[] addresses)
    {
        var allowed = Array.FindAll(addresses, address => IsAllowed(host, address));
        return allowed.Length > 0 || addresses.Length == 0 ? allowed : throw Refused(host);
    }

    private bool IsAllowed(string host, IPAddress address) =>
        (allowLoopback && IPAddress.IsLoopback(address)) || guard.IsAllowed(host, address);

    private static bool IsLocalhost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private static OAuthException Refused(string host) => new(
        OAuthFault.AddressRefused,
        $"\"{ServerText.Clean(host)}\" stands in a URL that came from outside, and it is an address that isn't connected to: of this machine, of its network, or another one that the guard refuses. Nothing was sent. Allow it by {nameof(BackchannelOptions)}.{nameof(BackchannelOptions.AddressGuard)} if it is meant.");
}
