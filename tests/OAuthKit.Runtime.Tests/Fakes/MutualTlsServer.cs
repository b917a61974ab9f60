using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OAuthKit;

/// <summary>A server on loopback that asks everybody for a certificate, takes any or none, and remembers who showed which.</summary>
internal sealed class MutualTlsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Seen> _seen = new();
    private readonly ConcurrentQueue<Task> _connections = new();
    private readonly SslServerAuthenticationOptions _options;
    private readonly Func<string, string> _respond;
    private readonly Task _accepting;

    public MutualTlsServer(Func<string, string>? respond = null, X509Certificate2? certificate = null)
    {
        _respond = respond ?? (_ => LoopbackServer.Json(The.TokenJson()));
        _options = new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate ?? Pki.Server,
            ClientCertificateRequired = true,
#pragma warning disable CA5359 // It is the clients that are looked at here, and any is welcome.
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            AllowTlsResume = false,
        };
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Origin => $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public Seen[] Requests => [.. _seen];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (var connection = 1; ; connection++)
            {
                _connections.Enqueue(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token), connection));
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
        }
    }

    private async Task ServeAsync(TcpClient client, int connection)
    {
        try
        {
            using (client)
            {
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(_options, _stop.Token);
                var shown = stream.RemoteCertificate is X509Certificate2 certificate ? TlsIdentity.ThumbprintOf(certificate) : null;
                var buffer = new byte[16 * 1024];
                while (await ReadAsync(stream, buffer) is { } request)
                {
                    _seen.Enqueue(new Seen(connection, shown, request));
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(_respond(request)), _stop.Token);
                }
            }
        }
        catch (Exception)
        {
            // The client went away.
        }
    }

    private async Task<string?> ReadAsync(SslStream stream, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), _stop.Token);
            if (read == 0)
            {
                return null;
            }

            length += read;
            var text = Encoding.UTF8.GetString(buffer, 0, length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && text.Length - end - 4 >= BodyLength(text[..end]))
            {
                return text;
            }
        }
    }

    private static int BodyLength(string head) =>
        head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } line ? int.Parse(line.Split(':')[1]) : 0;

    /// <summary>A request, the number of its connection, and the certificate that was shown on that.</summary>
    public sealed record Seen(int Connection, string? Thumbprint, string Request);
}
