using System.Net;
using System.Text;

namespace OAuthKit;

/// <summary>An answer of a server, as it stands on the wire.</summary>
internal sealed record Answer(string Body)
{
    public byte[] Bytes { get; init; } = Encoding.UTF8.GetBytes(Body);

    public int Status { get; init; } = 200;

    /// <summary>The values of <c>Content-Type</c>, one a header line.</summary>
    public string[] Types { get; init; } = ["application/json"];

    /// <summary>The other headers, in the form <c>name: value</c>.</summary>
    public string[] Headers { get; init; } = [];

    /// <summary>How many bytes come at once; zero is all of them, with their number told before.</summary>
    public int Chunk { get; init; }

    /// <summary>Whether the connection breaks after the last byte.</summary>
    public bool Breaks { get; init; }

    public HttpResponseMessage ToResponse()
    {
        HttpContent content = Chunk == 0 && !Breaks ? new ByteArrayContent(Bytes) : new StreamContent(new ChunkedStream(Bytes, Math.Max(Chunk, 1), Breaks));
        foreach (var type in Types)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        var response = new HttpResponseMessage((HttpStatusCode)Status) { Content = content };
        foreach (var header in Headers)
        {
            var end = header.IndexOf(": ", StringComparison.Ordinal);
            if (!response.Headers.TryAddWithoutValidation(header[..end], header[(end + 2)..]))
            {
                content.Headers.TryAddWithoutValidation(header[..end], header[(end + 2)..]);
            }
        }

        return response;
    }

    public bool IsSame(Answer other) =>
        Status == other.Status && Chunk == other.Chunk && Breaks == other.Breaks
        && Types.AsSpan().SequenceEqual(other.Types) && Headers.AsSpan().SequenceEqual(other.Headers) && Bytes.AsSpan().SequenceEqual(other.Bytes);

    /// <summary>The answer for whoever looks for a fault: its text, and its bytes.</summary>
    public override string ToString()
    {
        var shown = Bytes.AsSpan(0, Math.Min(Bytes.Length, 4096));
        return $"HTTP {Status}, type {string.Join(" | ", Types)}, {string.Join(" | ", Headers)}, chunk {Chunk}{(Breaks ? ", breaks" : "")}, {Bytes.Length} bytes\n{Encoding.UTF8.GetString(shown)}\n{Convert.ToBase64String(shown)}";
    }
}
