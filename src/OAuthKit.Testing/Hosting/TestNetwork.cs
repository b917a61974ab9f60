using System.Collections.Concurrent;
using System.Net;

namespace OAuthKit.Testing;

/// <summary>A network in memory: a message handler that takes each request to the test host at its address, without a socket.</summary>
/// <remarks>
/// Requests complete synchronously where nothing delays them. It follows no redirects, keeps no cookies, and fails as
/// <see cref="SocketsHttpHandler"/> does: an address where no host is gives an <see cref="HttpRequestException"/>. Disposing it has no effect.
/// </remarks>
/// <example><code>
/// await using var server = new TestAuthorizationServer();
/// await using var other = new TestAuthorizationServer(new() { Address = "https://other.test", Network = server.Network });
/// using var client = new HttpClient(server.Network!);   // reaches both
/// </code></example>
public sealed class TestNetwork : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, TestHost> _hosts = new(StringComparer.Ordinal);

    /// <summary>Which compressed bodies arrive decompressed, as <see cref="SocketsHttpHandler.AutomaticDecompression"/> does it.</summary>
    /// <value>Default: <see cref="DecompressionMethods.None"/>. Only <see cref="DecompressionMethods.GZip"/> is known here.</value>
    public DecompressionMethods AutomaticDecompression { get; set; }

    internal void Add(TestHost host)
    {
        var added = _hosts.AddOrUpdate(host.Address, host, (_, old) => old.IsDisposed ? host : old);
        if (added != host)
        {
            throw new InvalidOperationException($"The network has a host at {host.Address} already. Give this one another Address.");
        }
    }

    /// <summary>Takes a request to the host at its address.</summary>
    /// <param name="request">The request, with an absolute address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="HttpRequestException">No host is at the address, it has been disposed, or a fault failed the connection.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var host = Find(request.RequestUri);
        var received = await InMemoryMessages.ReadAsync(request, host.TimeProvider, cancellationToken).ConfigureAwait(false);
        var response = await host.DispatchAsync(received, cancellationToken).ConfigureAwait(false);
        if (response.IsConnectionFailure)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"The connection to the test host at {host.Address} failed.");
        }

        var decompress = AutomaticDecompression.HasFlag(DecompressionMethods.GZip);
        return InMemoryMessages.Create(request, received, response, decompress, host.Stopping);
    }

    /// <summary>Takes a request to the host at its address, and blocks while the host takes its time.</summary>
    /// <param name="request">The request, with an absolute address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer.</returns>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    private TestHost Find(Uri? uri)
    {
        if (uri is { IsAbsoluteUri: true } && _hosts.TryGetValue(uri.GetLeftPart(UriPartial.Authority), out var host))
        {
            return host;
        }

        throw new HttpRequestException(
            HttpRequestError.NameResolutionError,
            $"No test host is at {uri?.GetLeftPart(UriPartial.Authority)}. There is one at {string.Join(", ", _hosts.Keys.Order(StringComparer.Ordinal))}.");
    }
}
