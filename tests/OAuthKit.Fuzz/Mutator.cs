using System.Text;

namespace OAuthKit.Fuzz;

/// <summary>Changes inputs: bytes, stretches of them, words that readers stumble over, and parts of other inputs.</summary>
internal sealed class Mutator(Rng rng, IReadOnlyList<byte[]> corpus)
{
    private const int MaxLength = 64 * 1024;

    private static readonly byte[][] _words = [.. new[]
    {
        "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "true", "-1", "0", "1e999", "1e-999", "9999999999999999999999", "1.5", "\"\"", "[]", "{}",
        "\\u0000", "\\ud800", "\\u0061", "\u0000", "\uFEFF", "\r\n", " ", "\t", "&", "=", "%", "%00", "%2", "%zz", "%ff", "+", "#", "?", "/", "//", ";", ".", "..", "-", "_", "~",
        "\"alg\":\"none\"", "\"alg\":\"HS256\"", "\"crit\":[\"exp\"]", "\"crit\":[]", "\"b64\":false", "\"kid\":\"k2\"", "\"typ\":\"at+jwt\"", "\"iss\":\"https://evil.example\"",
        "\"aud\":[]", "\"aud\":[\"client\",\"other\"]", "\"exp\":1", "\"exp\":\"9\"", "\"sub\":\"\"", "\"kty\":\"oct\"", "\"kty\":\"RSA\"", "\"crv\":\"P-384\"", "\"use\":\"enc\"",
        "&state=STATE", "&code=x", "&iss=https%3A%2F%2Fevil.example", "&error=access_denied", "&access_token=x", "&id_token=x", "&response=x", "http://", "https://", "file:///", "javascript:",
    }.Select(Encoding.UTF8.GetBytes)];

    public byte[] Next()
    {
        var bytes = new List<byte>(corpus[rng.Below(corpus.Count)]);
        for (var count = 1 + rng.Below(4); count > 0; count--)
        {
            Change(bytes);
        }

        return bytes.Count > MaxLength ? [.. bytes.Take(MaxLength)] : [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        var at = rng.Below(bytes.Count + 1);
        var length = Math.Min(rng.Below(32), bytes.Count - at);
        switch (rng.Below(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << rng.Below(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)rng.Below(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 5:
                var other = corpus[rng.Below(corpus.Count)];
                var from = rng.Below(other.Length + 1);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + rng.Below(256))]);
                break;
            case 6:
                // Depth and length.
                bytes.InsertRange(at, Enumerable.Repeat(_words[rng.Below(_words.Length)], 1 + rng.Below(2000)).SelectMany(word => word).Take(MaxLength));
                break;
            default:
                var word = _words[rng.Below(_words.Length)];
                bytes.RemoveRange(at, rng.Below(2) == 0 ? 0 : Math.Min(word.Length, bytes.Count - at));
                bytes.InsertRange(at, word);
                break;
        }
    }
}
