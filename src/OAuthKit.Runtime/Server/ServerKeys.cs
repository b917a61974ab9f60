using System.Net;
using System.Text;

namespace OAuthKit;

/// <summary>
/// The keys that an authorization server signs with, fetched from its <c>jwks_uri</c> when they are first needed and kept.
/// A key that isn't among them has them fetched once more, but not more often than <see cref="Pause"/> allows: a flood of
/// invented key identifiers must not become a flood of requests.
/// </summary>
internal sealed class ServerKeys(AuthorizationServer server, Backchannel backchannel)
{
    /// <summary>How long keys are used before they are fetched again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>How long after a fetch the next one may come for the sake of an unknown key, or because it failed while older keys are there.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>How long keys are used while newer ones can't be had.</summary>
    public static readonly TimeSpan LongestUse = TimeSpan.FromHours(12);

    private readonly Lock _lock = new();
    private volatile KeyRing? _ring;
    private Task<KeyRing>? _fetching;
    private KeyRing? _given;
    private long? _failedAt;

    /// <summary>The one key that fits; null where there is none, also after another fetch, or where several fit.</summary>
    public async ValueTask<ServerKey?> FindAsync(string algorithm, string? keyId, CancellationToken cancellationToken)
    {
        if (_given is not null)
        {
            return _given.Find(algorithm, keyId);
        }

        var ring = await GetAsync(Lifetime, cancellationToken).ConfigureAwait(false);
        return ring.Find(algorithm, keyId)
            ?? (await GetAsync(Pause, cancellationToken).ConfigureAwait(false)).Find(algorithm, keyId);
    }

    /// <summary>The one key to encrypt for; null where there is none, also after another fetch, or where several are.</summary>
    public async ValueTask<EncryptionKey?> FindEncryptionKeyAsync(string algorithm, CancellationToken cancellationToken)
    {
        if (_given is not null)
        {
            return _given.FindEncryptionKey(algorithm);
        }

        var ring = await GetAsync(Lifetime, cancellationToken).ConfigureAwait(false);
        if (ring.FindEncryptionKey(algorithm) is { } key)
        {
            return key;
        }

        // Of keys that were kept beyond the process only those are known that signatures are verified by.
        var maxAge = ring.EncryptionKeys is null ? TimeSpan.Zero : Pause;
        return (await GetAsync(maxAge, cancellationToken).ConfigureAwait(false)).FindEncryptionKey(algorithm);
    }

    /// <summary>Takes keys that are given by hand, and fetches none.</summary>
    public void UseOnly(string jwks)
    {
        using var document = StrictJson.ParseObject(Encoding.UTF8.GetBytes(jwks));
        var keys = (document is null ? null : JsonWebKeyReader.ReadSet(document.RootElement))
            ?? throw new ArgumentException("The text isn't a set of keys in JSON: one object, without duplicate names, with a list \"keys\" of objects (RFC 7517 section 5).", nameof(jwks));
        _given = new KeyRing(keys, 0) { EncryptionKeys = EncryptionKeyReader.ReadSet(document!.RootElement) };
    }

    /// <summary>The keys as they are now, to be kept beyond the process; null where none were fetched.</summary>
    public string? Export(string issuer) =>
        _ring is { } ring ? KeyCache.Write(issuer, backchannel.Time.GetUtcNow() - backchannel.Time.GetElapsedTime(ring.FetchedAt), ring.All) : null;

    /// <summary>Takes keys that were kept, where they are of this issuer and young enough to be used as if they had just been fetched; they age on from there.</summary>
    public bool TryImport(string issuer, string cache)
    {
        if (KeyCache.Read(cache, issuer, out var fetchedAt) is not { } keys)
        {
            return false;
        }

        var age = backchannel.Time.GetUtcNow() - fetchedAt;
        if (age < TimeSpan.Zero || age >= Lifetime)
        {
            return false;
        }

        lock (_lock)
        {
            // What was fetched here is never older.
            if (_ring is not null || _given is not null)
            {
                return false;
            }

            _ring = new KeyRing(keys, backchannel.Time.GetTimestamp() - (long)(age.TotalSeconds * backchannel.Time.TimestampFrequency));
            return true;
        }
    }

    private ValueTask<KeyRing> GetAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var ring = _ring;
        return ring is not null && Age(ring.FetchedAt) < maxAge
            ? new(ring)
            : new(Fetch(maxAge).WaitAsync(cancellationToken));
    }

    private Task<KeyRing> Fetch(TimeSpan maxAge)
    {
        lock (_lock)
        {
            var ring = _ring;
            if (ring is not null && (Age(ring.FetchedAt) < maxAge || (Age(_failedAt) < Pause && Age(ring.FetchedAt) < LongestUse)))
            {
                return Task.FromResult(ring);
            }

            // Detached from the caller that happens to be first: its cancellation is not that of the others.
            return _fetching ??= Task.Run(FetchAsync);
        }
    }

    private async Task<KeyRing> FetchAsync()
    {
        try
        {
            return _ring = await ReadAsync().ConfigureAwait(false);
        }
        catch (Exception) when (_ring is { } old && Age(old.FetchedAt) < LongestUse)
        {
            // An outage of the document doesn't make known keys unknown.
            lock (_lock)
            {
                _failedAt = backchannel.Time.GetTimestamp();
            }

            return old;
        }
        finally
        {
            lock (_lock)
            {
                _fetching = null;
            }
        }
    }

    private async Task<KeyRing> ReadAsync()
    {
        var metadata = await server.FindAsync(Endpoint.Jwks, CancellationToken.None).ConfigureAwait(false);
        var request = new BackchannelRequest(HttpMethod.Get, server.UrlOf(Endpoint.Jwks, metadata), BackchannelRequest.DocumentLimit)
        {
            Accept = $"{JoseNames.JwkSet}, {Wire.Json}",
        };
        using var response = await SafeRetry.SendAsync(backchannel, request, CancellationToken.None).ConfigureAwait(false);
        return Read(response, backchannel.Time.GetTimestamp());
    }

    private static KeyRing Read(BackchannelResponse response, long fetchedAt)
    {
        if (response.Status != (int)HttpStatusCode.OK)
        {
            throw new OAuthException(OAuthFault.KeysStatus, $"The keys of the authorization server can't be had: their address answered with HTTP {response.Status} in place of 200. Check \"{MetadataNames.JwksUri}\" in the server's metadata, or the configured address of the keys.")
            {
                StatusCode = response.Status,
                RetryAt = response.RetryAt,
            };
        }

        // RFC 7517 section 8.5; most servers say application/json.
        using var document = response.IsJson || response.Is(JoseNames.JwkSet) ? StrictJson.ParseObject(response.Body) : null;
        return document is not null && JsonWebKeyReader.ReadSet(document.RootElement) is { } keys
            ? new KeyRing(keys, fetchedAt) { EncryptionKeys = EncryptionKeyReader.ReadSet(document.RootElement) }
            : throw new OAuthException(OAuthFault.KeysMalformed, "What stands at the address of the authorization server's keys isn't a set of keys served as JSON: one object, without duplicate names, with a list \"keys\" of objects (RFC 7517 section 5).");
    }

    private TimeSpan? Age(long? timestamp) => timestamp is { } at ? backchannel.Time.GetElapsedTime(at) : null;
}
