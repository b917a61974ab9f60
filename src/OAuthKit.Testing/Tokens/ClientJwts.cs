using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>Writes the JWTs that a server makes for a client: signed and encrypted as the client is registered, and changed by the test's mutations.</summary>
internal sealed class ClientJwts(TestAuthorizationServer server)
{
    /// <param name="client">The client that the JWT is for.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="type">The <c>typ</c>; null leaves it out.</param>
    /// <param name="algorithm">The algorithm that the client registered; null takes that of the server's signing key.</param>
    /// <param name="encryption">How it is encrypted; null for not.</param>
    /// <param name="mutations">What the test changes.</param>
    public string Write(TestClient client, JsonObject claims, string? type, string? algorithm, TestEncryption? encryption, MutationScript<JwtDraft> mutations)
    {
        var name = algorithm ?? server.SigningKey.Algorithm;
        using var secretKey = SignatureAlgorithm.Find(name) is HmacAlgorithm hmac ? new SecretSigningKey(hmac, client.Secret ?? "") : null;
        var draft = new JwtDraft(secretKey ?? server.KeyFor(name), type, claims) { Encryption = encryption };
        mutations.Apply(draft);
        var text = draft.Write();
        if (draft.Encryption is not { } chosen)
        {
            return text;
        }

        var encrypted = Jwe.Encrypt(text, chosen, client);
        return draft.EncryptedText?.Invoke(encrypted) ?? encrypted;
    }
}
