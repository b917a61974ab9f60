using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>A key that a test server signs with. It lives in memory only.</summary>
/// <example><code>await using var server = new TestAuthorizationServer(new() { SigningKey = TestSigningKey.CreateRs256() });</code></example>
public abstract class TestSigningKey : IDisposable
{
    private readonly Lock _lock = new();

    private protected TestSigningKey(string algorithm)
    {
        Algorithm = algorithm;
    }

    /// <summary>The registered name of its algorithm, such as <c>ES256</c>.</summary>
    public string Algorithm { get; }

    /// <summary>Its <c>kid</c>: the thumbprint of the public key (<see href="https://www.rfc-editor.org/rfc/rfc7638">RFC 7638</see>) unless another was chosen; empty where it has none.</summary>
    public abstract string KeyId { get; }

    /// <summary>Makes a new key on the curve P-256 for <c>ES256</c>.</summary>
    /// <returns>A new key.</returns>
    public static TestSigningKey CreateEs256() => Create(JoseNames.Es256);

    /// <summary>Makes a new RSA key of 2048 bits for <c>RS256</c>. This takes a tenth of a second or more.</summary>
    /// <returns>A new key.</returns>
    public static TestSigningKey CreateRs256() => Create(JoseNames.Rs256);

    /// <summary>Makes a new key for an algorithm. An RSA key has 2048 bits and takes a tenth of a second or more.</summary>
    /// <param name="algorithm">The registered name (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-3.1">RFC 7518 section 3.1</see>): RS, PS or ES with 256, 384 or 512.</param>
    /// <param name="keyId">The <c>kid</c>, perhaps that of another key; null takes the thumbprint, and an empty text leaves it out of headers and of the JWK.</param>
    /// <returns>A new key.</returns>
    /// <exception cref="ArgumentException">The algorithm is none of these.</exception>
    public static TestSigningKey Create(string algorithm, string? keyId = null) =>
        (SignatureAlgorithm.Find(algorithm) ?? throw new ArgumentException($"There is no key for the algorithm \"{algorithm}\".", nameof(algorithm))).CreateKey(keyId);

    /// <summary>Makes a key of what the test has: for an algorithm that the platform lacks, such as <c>EdDSA</c>, or for a key that lies elsewhere.</summary>
    /// <param name="algorithm">The registered name.</param>
    /// <param name="publicJwk">The public key; its <c>kid</c>, where it has one, becomes that of the key.</param>
    /// <param name="sign">Signs bytes.</param>
    /// <param name="verify">Verifies bytes, the first, with a signature, the second.</param>
    /// <returns>The key.</returns>
    /// <example><code>server.AddSigningKey(TestSigningKey.Create("EdDSA", publicJwk, ed25519.Sign, ed25519.Verify));</code></example>
    public static TestSigningKey Create(string algorithm, JsonObject publicJwk, Func<byte[], byte[]> sign, Func<byte[], byte[], bool> verify)
    {
        ArgumentException.ThrowIfNullOrEmpty(algorithm);
        ArgumentNullException.ThrowIfNull(publicJwk);
        ArgumentNullException.ThrowIfNull(sign);
        ArgumentNullException.ThrowIfNull(verify);
        return new ForeignSigningKey(algorithm, publicJwk, sign, verify);
    }

    /// <summary>Signs claims as they are: nothing is added and nothing is checked, so that a test can make a token that no server would.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="type">The <c>typ</c> of the header; null leaves it out.</param>
    /// <param name="header">Further members of the header, which replace <c>alg</c>, <c>kid</c> and <c>typ</c> where they name them.</param>
    /// <returns>A signed JWT in compact form.</returns>
    public string CreateJwt(JsonObject claims, string? type = JoseNames.AccessTokenType, JsonObject? header = null)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return Jws.Write(this, Jws.CreateHeader(this, type, header), claims);
    }

    /// <summary>Writes the public half as a JSON Web Key with <c>kid</c>, <c>alg</c> and <c>use</c>.</summary>
    /// <returns>A new object.</returns>
    public JsonObject ToPublicJwk()
    {
        var jwk = CreatePublicMembers();
        if (KeyId.Length > 0)
        {
            jwk[JoseNames.KeyId] = KeyId;
        }

        jwk[JoseNames.Algorithm] = Algorithm;
        jwk[JoseNames.Use] = JoseNames.Signature;
        return jwk;
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The public key as a SubjectPublicKeyInfo; null where the key has none.</summary>
    internal virtual byte[]? ExportPublicKey() => null;

    internal byte[] Sign(ReadOnlySpan<byte> content)
    {
        lock (_lock)
        {
            return SignContent(content);
        }
    }

    internal bool Verify(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        lock (_lock)
        {
            return VerifyContent(content, signature);
        }
    }

    /// <summary>Forgets the key.</summary>
    /// <param name="disposing">False from a finalizer.</param>
    protected abstract void Dispose(bool disposing);

    private protected abstract byte[] SignContent(ReadOnlySpan<byte> content);

    private protected abstract bool VerifyContent(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature);

    /// <summary>The members that a thumbprint is made of, in the order of their names (RFC 7638 section 3.2).</summary>
    private protected abstract JsonObject CreatePublicMembers();

    private protected string Thumbprint() => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(CreatePublicMembers().ToJsonString())));
}
