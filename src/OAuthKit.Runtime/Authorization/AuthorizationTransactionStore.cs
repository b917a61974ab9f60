using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>
/// Keeps transactions in memory until their response comes, each for one browser and one use. What has expired goes, and where
/// there are too many, the oldest. For one process: with several behind a load balancer use
/// <see cref="AuthorizationTransaction.ToProtected"/>. Safe for use by many threads.
/// </summary>
[DebuggerDisplay("{Count} transactions")]
[JsonConverter(typeof(SecretJsonConverter<AuthorizationTransactionStore>))]
public sealed class AuthorizationTransactionStore
{
    /// <summary>How many transactions are kept at most by default: 10,000.</summary>
    public const int DefaultCapacity = 10_000;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly int _capacity;
    private readonly Dictionary<string, LinkedListNode<Kept>> _byState = new(StringComparer.Ordinal);
    private readonly LinkedList<Kept> _byAge = new();

    /// <summary>An empty store.</summary>
    /// <param name="capacity">How many transactions are kept at most.</param>
    /// <param name="timeProvider">The clock; the system's by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is less than one.</exception>
    public AuthorizationTransactionStore(int capacity = DefaultCapacity, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>How many transactions are kept now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byState.Count;
            }
        }
    }

    /// <summary>Keeps a transaction for the browser that is now sent to the server.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="browser">
    /// A value that only this browser has, and brings again with the response, such as a random one in a cookie: without it an
    /// attacker could have somebody else's browser finish the attacker's login
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9700#section-4.7">RFC 9700 section 4.7</see>). A program with one user, on
    /// whose machine the browser runs, may use a constant.
    /// </param>
    /// <exception cref="ArgumentException">The value is empty, or the transaction is kept already.</exception>
    public void Add(AuthorizationTransaction transaction, string browser)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentException.ThrowIfNullOrEmpty(browser);
        lock (_lock)
        {
            RemoveExpired();
            if (_byState.ContainsKey(transaction.State))
            {
                throw new ArgumentException("The transaction is kept already.", nameof(transaction));
            }

            if (_byState.Count == _capacity)
            {
                Remove(_byAge.First!);
            }

            _byState[transaction.State] = _byAge.AddLast(new Kept(transaction, Hash(browser)));
        }
    }

    /// <summary>Takes the transaction out that a response belongs to. It isn't there a second time.</summary>
    /// <param name="callback">The response. It isn't checked yet.</param>
    /// <param name="browser">The value of the browser that brings the response.</param>
    /// <returns>The transaction.</returns>
    /// <exception cref="OAuthException">There is none, it has expired, or it is that of another browser (<see cref="OAuthFault.AuthorizationTransactionUnknown"/>).</exception>
    public AuthorizationTransaction Take(AuthorizationCallback callback, string browser)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Take(callback.State, browser);
    }

    /// <summary>Takes the transaction of a state out. It isn't there a second time.</summary>
    /// <param name="state">The state that the response names; nothing is found for null.</param>
    /// <param name="browser">The value of the browser that brings the response.</param>
    /// <returns>The transaction.</returns>
    /// <exception cref="OAuthException">There is none, it has expired, or it is that of another browser (<see cref="OAuthFault.AuthorizationTransactionUnknown"/>).</exception>
    public AuthorizationTransaction Take(string? state, string browser)
    {
        ArgumentException.ThrowIfNullOrEmpty(browser);
        lock (_lock)
        {
            RemoveExpired();
            // Another browser finds nothing, and takes nothing away.
            if (state is not null && _byState.TryGetValue(state, out var node) && CryptographicOperations.FixedTimeEquals(node.Value.Browser, Hash(browser)))
            {
                Remove(node);
                if (node.Value.Transaction.ExpiresAt > _time.GetUtcNow())
                {
                    return node.Value.Transaction;
                }
            }
        }

        throw new OAuthException(OAuthFault.AuthorizationTransactionUnknown, "No login of this browser waits for this authorization response: it was finished already, took too long, was begun in another browser, or the response is forged (RFC 9700 section 4.7). Nothing was sent. Begin the login anew.");
    }

    // Lifetimes differ little, so those in front end first; one that doesn't is found when it is asked for.
    private void RemoveExpired()
    {
        var now = _time.GetUtcNow();
        while (_byAge.First is { } node && node.Value.Transaction.ExpiresAt <= now)
        {
            Remove(node);
        }
    }

    private void Remove(LinkedListNode<Kept> node)
    {
        _byAge.Remove(node);
        _byState.Remove(node.Value.Transaction.State);
    }

    private static byte[] Hash(string browser) => SHA256.HashData(Encoding.UTF8.GetBytes(browser));

    private sealed class Kept(AuthorizationTransaction transaction, byte[] browser)
    {
        public AuthorizationTransaction Transaction { get; } = transaction;

        public byte[] Browser { get; } = browser;
    }
}
