using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OAuthKit.Benchmarks;

/// <summary>
/// A token endpoint on a loopback port in a process of its own, so that its allocations aren't counted, and on the last
/// processor, so that a client can have another.
/// </summary>
internal sealed class LoopbackTokenServer : IDisposable
{
    public const string Argument = "--serve";

    private readonly Process _process;

    private LoopbackTokenServer(Process process, Uri endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    public static async Task<LoopbackTokenServer> StartAsync()
    {
        var start = Self.Start([Argument]);
        start.RedirectStandardInput = true;
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync();
        return new LoopbackTokenServer(process, new Uri($"http://127.0.0.1:{port}/token"));
    }

    /// <summary>What the process does: it answers until its input ends, as it does when the parent is gone.</summary>
    public static async Task ServeAsync(byte[] json)
    {
        using var processor = OneProcessor.Last();
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        var answer = (byte[])[.. Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n"), .. json];
        // One thread for all connections: the server must not be what a client waits for.
        new Thread(() => Answer(listener, answer)) { IsBackground = true }.Start();
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static void Answer(Socket listener, byte[] answer)
    {
        var connections = new Dictionary<Socket, LoopbackConnection>();
        var ready = new List<Socket>();
        while (true)
        {
            ready.Clear();
            ready.Add(listener);
            ready.AddRange(connections.Keys);
            Socket.Select(ready, null, null, Timeout.Infinite);
            foreach (var socket in ready)
            {
                if (socket == listener)
                {
                    var accepted = listener.Accept();
                    accepted.NoDelay = true;
                    connections.Add(accepted, new LoopbackConnection(accepted, answer));
                }
                else if (!connections[socket].Receive())
                {
                    connections.Remove(socket);
                    socket.Dispose();
                }
            }
        }
    }
}
