using System.IO.Compression;
using CsCheck;

namespace OAuthKit;

/// <summary>One change to what stands around a body.</summary>
internal sealed record HttpEdit(int Kind, uint What)
{
    private const int Kinds = 11;

    public static Gen<HttpEdit> Some { get; } = Gen.Select(Gen.Int[0, Kinds - 1], Gen.UInt, (kind, what) => new HttpEdit(kind, what));

    public Answer Apply(Answer answer) => Kind switch
    {
        0 or 1 => answer with { Status = Odd.Statuses[What % Odd.Statuses.Length] },
        2 or 3 => answer with { Types = Odd.Types[What % Odd.Types.Length] },
        4 => answer with { Headers = [.. answer.Headers, "Retry-After: " + Odd.RetryAfter[What % Odd.RetryAfter.Length]] },
        5 => answer with { Headers = [.. answer.Headers, "WWW-Authenticate: " + Odd.Challenges[What % Odd.Challenges.Length]], Status = What % 3 == 0 ? answer.Status : 401 + (2 * (int)(What % 2)) },
        6 => answer with { Headers = [.. answer.Headers, Odd.Headers[What % Odd.Headers.Length]] },
        7 or 8 => answer with { Chunk = 1 + (int)(What % 64) },
        9 => answer with { Breaks = true, Chunk = 1 + (int)(What % 64), Bytes = What % 2 == 0 ? answer.Bytes : answer.Bytes[..(int)(What % (uint)(answer.Bytes.Length + 1))] },
        _ => Compress(answer),
    };

    // Compressed as it should be, or with damage.
    private Answer Compress(Answer answer)
    {
        using var target = new MemoryStream();
        using (Stream stream = What % 2 == 0 ? new GZipStream(target, CompressionLevel.Fastest) : new BrotliStream(target, CompressionLevel.Fastest))
        {
            stream.Write(answer.Bytes);
        }

        var bytes = target.ToArray();
        return answer with
        {
            Headers = [.. answer.Headers, What % 2 == 0 ? "Content-Encoding: gzip" : "Content-Encoding: br"],
            Bytes = What % 3 == 0 ? bytes : new ByteEdit((int)(What / 8 % 8), What / 3, What).Apply(bytes),
        };
    }
}
