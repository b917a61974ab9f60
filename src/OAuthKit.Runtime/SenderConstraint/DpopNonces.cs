using System.Diagnostics.CodeAnalysis;

namespace OAuthKit;

/// <summary>The nonces that servers want in the next proof, the latest of each origin (RFC 9449 sections 8 and 9). Bounded: the origins that were not used for the longest time go.</summary>
internal sealed class DpopNonces
{
    internal const int MaxOrigins = 256;
    private const int MaxLength = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<Uri, Kept> _kept = new(OriginComparer.Instance);
    private long _uses;

    /// <summary>The nonce for the next proof that goes to the origin of a URL; null where it gave none.</summary>
    public string? Find(Uri url)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(url, out var kept))
            {
                return null;
            }

            kept.LastUse = ++_uses;
            return kept.Nonce;
        }
    }

    /// <summary>Keeps the nonce of a response, whatever its status (section 8.2).</summary>
    /// <returns>The nonce; null where the response has none, or none that can be told (section 8.1).</returns>
    public string? Keep(Uri url, HttpResponseMessage response)
    {
        var nonce = Read(response);
        if (nonce is not null)
        {
            Keep(url, nonce);
        }

        return nonce;
    }

    /// <summary>Keeps a nonce in place of what the origin gave before.</summary>
    public void Keep(Uri url, string nonce)
    {
        lock (_lock)
        {
            if (_kept.TryGetValue(url, out var kept))
            {
                kept.Nonce = nonce;
                kept.LastUse = ++_uses;
                return;
            }

            if (_kept.Count >= MaxOrigins)
            {
                RemoveOldest();
            }

            // The origin alone: the rest of the address may be long, and private.
            _kept[new Uri(url.GetLeftPart(UriPartial.Authority))] = new Kept(nonce) { LastUse = ++_uses };
        }
    }

    /// <summary>The one valid nonce of a response (section 8.1: NQCHAR); null where there is none, or several.</summary>
    public static string? Read(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(Wire.DpopNonce, out var values) && values.Count == 1 && values.ToString() is var nonce && IsValid(nonce)
            ? nonce
            : null;

    private static bool IsValid(string nonce) =>
        nonce.Length is > 0 and <= MaxLength
        && !nonce.AsSpan().ContainsAnyExceptInRange('\x21', '\x7E')
        && !nonce.AsSpan().ContainsAny('"', '\\');

    private void RemoveOldest()
    {
        Uri? oldest = null;
        var use = long.MaxValue;
        foreach (var (origin, kept) in _kept)
        {
            if (kept.LastUse < use)
            {
                (oldest, use) = (origin, kept.LastUse);
            }
        }

        _kept.Remove(oldest!);
    }

    private sealed class Kept(string nonce)
    {
        public string Nonce { get; set; } = nonce;

        public long LastUse { get; set; }
    }

    private sealed class OriginComparer : IEqualityComparer<Uri>
    {
        public static OriginComparer Instance { get; } = new();

        public bool Equals(Uri? x, Uri? y) =>
            x!.Port == y!.Port && x.Scheme == y.Scheme && string.Equals(x.IdnHost, y.IdnHost, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode([DisallowNull] Uri obj) => HashCode.Combine(obj.Port, StringComparer.OrdinalIgnoreCase.GetHashCode(obj.IdnHost));
    }
}
