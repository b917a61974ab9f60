using System.Collections.Immutable;

namespace OAuthKit.Testing;

/// <summary>The signing keys that a server made for itself and disposes with itself.</summary>
internal sealed class OwnedKeys : IDisposable
{
    private readonly Lock _lock = new();
    private ImmutableList<TestSigningKey> _keys = [];

    public TestSigningKey Add(TestSigningKey key)
    {
        ImmutableInterlocked.Update(ref _keys, keys => keys.Add(key));
        return key;
    }

    /// <summary>The newest published key of an algorithm, made and published where there is none.</summary>
    public TestSigningKey FindOrPublish(SignatureAlgorithm algorithm, AccessTokens tokens)
    {
        lock (_lock)
        {
            if (tokens.Keys.LastOrDefault(key => key.Algorithm == algorithm.Name) is { } known)
            {
                return known;
            }

            var key = Add(algorithm.CreateKey());
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
