using System.Security.Cryptography;
using System.Text;

namespace OAuthKit;

/// <summary>
/// Keeps what the server said of tokens, for a short time and never beyond the end of the token
/// (<see href="https://www.rfc-editor.org/rfc/rfc7662#section-4">RFC 7662 section 4</see>). No token is kept, only its hash.
/// Safe for use by many threads.
/// </summary>
public sealed class IntrospectionCache
{
    private readonly OAuthClient _client;
    private readonly IntrospectionOptions _introspection;
    private readonly TimeSpan _maxAge;
    private readonly int _maxEntries;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, KeptIntrospection> _entries = new(StringComparer.Ordinal);

    /// <summary>A cache over one client.</summary>
    /// <param name="client">The client that asks. It isn't disposed with the cache.</param>
    /// <param name="options">The limits.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public IntrospectionCache(OAuthClient client, IntrospectionCacheOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new IntrospectionCacheOptions();
        ArgumentNullException.ThrowIfNull(options.Introspection);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.MaxAge, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxAge, TimeSpan.FromHours(1));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxEntries);
        _client = client;
        _introspection = options.Introspection;
        _maxAge = options.MaxAge;
        _maxEntries = options.MaxEntries;
    }

    /// <summary>What the server said of a token a short while ago, or says now. Where the token is bound to a certificate or key, it is refused unless <see cref="IntrospectionOptions.Proof"/> of the options says otherwise.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancellationToken">Ends the request, where there is one.</param>
    /// <inheritdoc cref="GetAsync(AccessToken, SenderProof, CancellationToken)"/>
    public Task<Introspection> GetAsync(AccessToken token, CancellationToken cancellationToken = default) => GetAsync(token, _introspection.Proof, cancellationToken);

    /// <summary>What the server said of a token a short while ago, or says now, checked each time against what its sender has proved.</summary>
    /// <param name="token">The token.</param>
    /// <param name="proof">The certificate of the connection and the key of the DPoP proof, where there are.</param>
    /// <param name="cancellationToken">Ends the request, where there is one.</param>
    /// <returns>What the server says. Look at <see cref="Introspection.IsActive"/> first.</returns>
    /// <exception cref="OAuthServerException">The server refused.</exception>
    /// <exception cref="OAuthException">
    /// The token is bound to another certificate or key than was proved (<see cref="OAuthFault.SenderProofMissing"/>,
    /// <see cref="OAuthFault.SenderProofMismatch"/>); or the server's metadata or answer breaks the protocol. Treat the token as invalid.
    /// </exception>
    /// <exception cref="HttpRequestException">The server can't be reached.</exception>
    public async Task<Introspection> GetAsync(AccessToken token, SenderProof proof, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(proof);
        var answer = await FindAsync(token, cancellationToken).ConfigureAwait(false);
        answer.CheckSender(proof);
        return answer;
    }

    private async Task<Introspection> FindAsync(AccessToken token, CancellationToken cancellationToken)
    {
        var key = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token.Reveal())));
        var asked = Now;
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var kept) && asked < kept.Until)
            {
                return kept.Answer;
            }
        }

        var answer = await _client.IntrospectUncheckedAsync(token, _introspection, cancellationToken).ConfigureAwait(false);
        Keep(key, answer, asked);
        return answer;
    }

    private DateTimeOffset Now => _client.Options.TimeProvider.GetUtcNow();

    private void Keep(string key, Introspection answer, DateTimeOffset asked)
    {
        var until = asked + _maxAge;
        if (answer.ExpiresAt is { } end && end < until)
        {
            until = end;
        }

        lock (_lock)
        {
            if (_entries.Count >= _maxEntries)
            {
                MakeRoom();
            }

            _entries[key] = new KeptIntrospection(answer, until);
        }
    }

    // What has ended goes; where nothing has, everything does, which costs one request a token.
    private void MakeRoom()
    {
        var now = Now;
        foreach (var (key, kept) in _entries)
        {
            if (now >= kept.Until)
            {
                _entries.Remove(key);
            }
        }

        if (_entries.Count >= _maxEntries)
        {
            _entries.Clear();
        }
    }
}
