using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OAuthKit.Benchmarks;

/// <summary>A token endpoint on a loopback port in a process of its own, so that its allocations aren't counted.</summary>
internal sealed class LoopbackTokenServer : IDisposable
{
    public const string Argument = "--serve";

    private const int StackSize = 128 * 1024;

    private readonly Process _process;

    private LoopbackTokenServer(Process process, Uri endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    public static async Task<LoopbackTokenServer> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(LoopbackTokenServer).Assembly.Location);
        }

        start.ArgumentList.Add(Argument);
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync();
        return new LoopbackTokenServer(process, new Uri($"http://127.0.0.1:{port}/token"));
    }

    /// <summary>What the child process does: answers every request with the same bytes, until its input ends.</summary>
    public static async Task ServeAsync(byte[] json)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        var answer = (byte[])[.. Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n"), .. json];
        // A thread for each connection: the server is to cost as little as a server can, since both sides share the processors.
        new Thread(() =>
        {
            while (true)
            {
                var connection = listener.Accept();
                new Thread(() => Answer(connection, answer), StackSize) { IsBackground = true }.Start();
            }
        }) { IsBackground = true }.Start();
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static void Answer(Socket connection, byte[] answer)
    {
        connection.NoDelay = true;
        var buffer = new byte[8192];
        var held = 0;
        while (true)
        {
            var read = connection.Receive(buffer.AsSpan(held));
            if (read == 0)
            {
                return;
            }

            held += read;
            if (IsWhole(buffer.AsSpan(0, held)))
            {
                held = 0;
                connection.Send(answer);
            }
        }
    }

    // Requests are a head with Content-Length and a body.
    private static bool IsWhole(ReadOnlySpan<byte> request)
    {
        var end = request.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var length = request.IndexOf("Content-Length: "u8);
        return length < 0
            || (System.Buffers.Text.Utf8Parser.TryParse(request[(length + 16)..], out int body, out _) && request.Length >= end + 4 + body);
    }
}
