namespace OAuthKit;

/// <summary>
/// How the JWTs of one kind that a server sends to a client are signed and encrypted, as the client is registered for it. A
/// JWT never chooses its own algorithm (<see href="https://www.rfc-editor.org/rfc/rfc8725#section-3.1">RFC 8725 section
/// 3.1</see>).
/// </summary>
public class JwtResponseOptions
{
    private readonly DecryptionKey[] _decryptionKeys = [];

    /// <summary>
    /// The signature algorithm that the client is registered for (<c>id_token_signed_response_alg</c>,
    /// <c>userinfo_signed_response_alg</c>, <c>authorization_signed_response_alg</c>). HMAC needs a client with a secret that is
    /// as long as the hash; an algorithm of another package needs its <see cref="Verifier"/>.
    /// </summary>
    /// <value>The default is <c>RS256</c>.</value>
    /// <exception cref="ArgumentException">It isn't one of <see cref="JwsAlgorithms"/>.</exception>
    public string SigningAlgorithm
    {
        get;
        init => field = VerificationAlgorithms.CheckResponse(value);
    } = JwsAlgorithms.RS256;

    /// <summary>Verifies the signatures of an algorithm that OAuthKit doesn't know itself.</summary>
    /// <value>The default is null: RSA, EC and HMAC.</value>
    public JwsVerifier? Verifier { get; init; }

    /// <summary>The keys that the server encrypts for. Where there is one, a JWT that is only signed is refused.</summary>
    /// <value>The default is none: the JWT is signed only. They aren't disposed by OAuthKit.</value>
    public IReadOnlyList<DecryptionKey> DecryptionKeys
    {
        get => _decryptionKeys;
        init => _decryptionKeys = [.. value ?? throw new ArgumentNullException(nameof(value))];
    }

    /// <summary>How the key of the content is encrypted (<c>id_token_encrypted_response_alg</c> and its likes); one of <see cref="JweAlgorithms"/>.</summary>
    /// <value>The default is <c>RSA-OAEP-256</c>.</value>
    public string EncryptionAlgorithm { get; init; } = JweAlgorithms.RsaOaep256;

    /// <summary>How the content is encrypted (<c>id_token_encrypted_response_enc</c> and its likes); one of <see cref="JweAlgorithms"/>.</summary>
    /// <value>The default is <c>A128CBC-HS256</c>.</value>
    /// <exception cref="ArgumentException">It isn't one that OAuthKit knows.</exception>
    public string ContentEncryption
    {
        get;
        init => field = OAuthKit.ContentEncryption.Find(value) is { } known ? known.Name : throw new ArgumentException($"The content encryption \"{value}\" isn't one of JweAlgorithms.", nameof(value));
    } = JweAlgorithms.A128CbcHS256;
}
