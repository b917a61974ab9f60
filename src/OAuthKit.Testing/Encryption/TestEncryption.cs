namespace OAuthKit.Testing;

/// <summary>How JWTs are encrypted for a client: signed first, then encrypted with a key of <see cref="TestClient.Jwks"/>, or with its secret for <c>dir</c>.</summary>
/// <example><code>server.AddClient(new TestClient("shop") { Jwks = keys, IdTokenEncryption = new TestEncryption("ECDH-ES+A128KW", "A256GCM") });</code></example>
public sealed class TestEncryption
{
    /// <summary>Names the two algorithms.</summary>
    /// <param name="algorithm">The <c>alg</c> (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-4.1">RFC 7518 section 4.1</see>): <c>RSA-OAEP</c>, <c>RSA-OAEP-256</c>, <c>ECDH-ES</c>, alone or with <c>+A128KW</c> or <c>+A256KW</c>, or <c>dir</c>.</param>
    /// <param name="contentEncryption">The <c>enc</c> (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-5.1">RFC 7518 section 5.1</see>): one of the six. The default is that of registrations.</param>
    /// <exception cref="ArgumentException">One of them is none of these.</exception>
    public TestEncryption(string algorithm, string contentEncryption = JoseNames.A128CbcHs256)
    {
        Key = KeyEncryption.Find(algorithm) ?? throw new ArgumentException($"The test server can't encrypt with the alg \"{algorithm}\".", nameof(algorithm));
        Content = ContentCipher.Find(contentEncryption) ?? throw new ArgumentException($"The test server can't encrypt with the enc \"{contentEncryption}\".", nameof(contentEncryption));
    }

    /// <summary>The <c>alg</c>.</summary>
    public string Algorithm => Key.Name;

    /// <summary>The <c>enc</c>.</summary>
    public string ContentEncryption => Content.Name;

    internal KeyEncryption Key { get; }

    internal ContentCipher Content { get; }
}
