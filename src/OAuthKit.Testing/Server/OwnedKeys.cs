using System.Collections.Concurrent;

namespace OAuthKit.Testing;

/// <summary>The keys that a server made for itself and disposes with itself.</summary>
internal sealed class OwnedKeys : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<IDisposable> _keys = new();

    public T Add<T>(T key)
        where T : class, IDisposable
    {
        _keys.Enqueue(key);
        return key;
    }

    /// <summary>The newest published key of an algorithm, made and published where there is none.</summary>
    public TestSigningKey FindOrPublish(string algorithm, AccessTokens tokens)
    {
        lock (_lock)
        {
            if (tokens.Keys.LastOrDefault(key => key.Algorithm == algorithm) is { } known)
            {
                return known;
            }

            var kind = SignatureAlgorithm.Find(algorithm)
                ?? throw new InvalidOperationException($"The server has no key for {algorithm} and can't make one. Give it one with AddSigningKey.");
            var key = Add(kind.CreateKey());
            tokens.Publish(key);
            return key;
        }
    }

    public void Dispose()
    {
        foreach (var key in _keys)
        {
            key.Dispose();
        }
    }
}
