using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Signs as an attacker does: with a key of one's own, one for each algorithm, under the server's <c>kid</c>.</summary>
internal static class ForgedKeys
{
    private static readonly ConcurrentDictionary<string, TestSigningKey> _keys = new(StringComparer.Ordinal);

    public static void Sign(JwtDraft draft, Action<JsonObject, JsonObject> sayWhere)
    {
        var algorithm = draft.SigningKey?.Algorithm ?? JoseNames.Es256;
        if (SignatureAlgorithm.Find(algorithm) is HmacAlgorithm hmac)
        {
            draft.SigningKey = new SecretSigningKey(hmac, RandomText.Create(32));
            return;
        }

        var key = _keys.GetOrAdd(algorithm, static name => TestSigningKey.Create(name));
        draft.SigningKey = key;
        var jwk = key.ToPublicJwk();
        jwk[JoseNames.KeyId] = draft.Header[JoseNames.KeyId]?.DeepClone();
        sayWhere(draft.Header, jwk);
    }
}
