using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>The access tokens of a server: its keys, what it issued, and what it took back.</summary>
internal sealed class AccessTokens(AccessTokenFormat format, TestSigningKey signingKey)
{
    private readonly ConcurrentDictionary<string, JsonObject> _opaque = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _revoked = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<TestToken> _issued = new();
    private ImmutableList<TestSigningKey> _keys = [signingKey];

    /// <summary>The published keys, the one that signs last.</summary>
    public IReadOnlyList<TestSigningKey> Keys => Volatile.Read(ref _keys);

    public TestSigningKey SigningKey => Volatile.Read(ref _keys)[^1];

    /// <summary>What the test changes of JWTs before they are signed.</summary>
    public MutationScript<JwtDraft> Mutations { get; set; } = new();

    public IReadOnlyList<TestToken> Issued => [.. _issued];

    /// <summary>Publishes a key that signs only what asks for its algorithm.</summary>
    public void Publish(TestSigningKey key) => ImmutableInterlocked.Update(ref _keys, keys => keys.Insert(0, key));

    public void Remove(TestSigningKey key) => ImmutableInterlocked.Update(ref _keys, keys => keys.Remove(key));

    public void Rotate(TestSigningKey key) => ImmutableInterlocked.Update(ref _keys, keys => keys.Add(key));

    public string Issue(JsonObject claims)
    {
        var text = format.Write(this, claims);
        _issued.Enqueue(new TestToken(claims));
        return text;
    }

    public void Remember(string text, JsonObject claims) => _opaque[Hash(text)] = claims;

    public TestToken Read(string text)
    {
        var claims = Jws.Read(text, Keys, JoseNames.AccessTokenType) ?? _opaque.GetValueOrDefault(Hash(text));
        return claims is null ? TestToken.Unknown() : new TestToken(claims);
    }

    public void Revoke(TestToken token)
    {
        if (token.Id is { } id)
        {
            _revoked[id] = true;
        }
    }

    public void RevokeId(string id) => _revoked[id] = true;

    public bool IsRevoked(TestToken token) => token.Id is { } id && _revoked.ContainsKey(id);

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
