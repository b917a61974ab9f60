using System.Buffers.Text;
using System.Net.Sockets;

namespace OAuthKit.Benchmarks;

/// <summary>One connection of the server: it gives the same answer to each request.</summary>
internal sealed class LoopbackConnection(Socket socket, byte[] answer)
{
    private readonly byte[] _buffer = new byte[8192];
    private int _held;

    /// <summary>Takes what has come, and answers when a request is whole.</summary>
    /// <returns>False where the client has closed the connection.</returns>
    public bool Receive()
    {
        var read = socket.Receive(_buffer.AsSpan(_held), SocketFlags.None, out _);
        if (read == 0)
        {
            return false;
        }

        _held += read;
        if (IsWhole(_buffer.AsSpan(0, _held)))
        {
            _held = 0;
            socket.Send(answer);
        }

        return true;
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
            || (Utf8Parser.TryParse(request[(length + 16)..], out int body, out _) && request.Length >= end + 4 + body);
    }
}
