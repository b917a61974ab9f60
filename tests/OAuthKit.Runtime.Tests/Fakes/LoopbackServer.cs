using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OAuthKit;

/// <summary>A server on a loopback socket that does byte by byte what a test wants, also what no proper server does.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Func<string, Stream, CancellationToken, Task> _respond;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;
    private int _connections;

    public LoopbackServer(Func<string, Stream, CancellationToken, Task> respond, X509Certificate2? certificate = null)
    {
        _respond = respond;
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public LoopbackServer(string response)
        : this((_, stream, cancellationToken) => stream.WriteAsync(Encoding.UTF8.GetBytes(response), cancellationToken).AsTask())
    {
    }

    public string Origin => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public string[] Requests => [.. _requests];

    public int Connections => Volatile.Read(ref _connections);

    public static string Json(string json, string headers = "") =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n{headers}\r\n{json}";

    /// <summary>How a client reaches such a server, or what a test has in its place.</summary>
    public static BackchannelOptions Options(HttpMessageHandler? handler = null, TimeProvider? time = null) => new()
    {
        DangerouslyAllowHttp = true,
        Handler = handler,
        TimeProvider = time ?? TimeProvider.System,
        LoggerFactory = CanaryWatch.Logs,
    };

    /// <summary>A client that knows the token endpoint by hand.</summary>
    public OAuthClient Client(BackchannelOptions? options = null)
    {
        options ??= Options();
        return new OAuthClient(AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = Origin + "/token" }, options: options), The.Basic, options);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
                Interlocked.Increment(ref _connections);
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await using var stream = await SecureAsync(client.GetStream());
                while (await ReadRequestAsync(stream) is { } request)
                {
                    _requests.Enqueue(request);
                    await _respond(request, stream, _stop.Token);
                }
            }
        }
        catch (Exception)
        {
            // The client went away, which is what most tests want it to do.
        }
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        if (_certificate is null)
        {
            return stream;
        }

        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(_certificate);
        return secure;
    }

    private async Task<string?> ReadRequestAsync(Stream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsWhole(text.ToString()))
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
            {
                return null;
            }

            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        var length = text[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null || text.Length - end - 4 >= int.Parse(length.Split(':')[1]);
    }
}
