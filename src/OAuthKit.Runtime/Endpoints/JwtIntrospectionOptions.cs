namespace OAuthKit;

/// <summary>
/// Introspection whose answer is a JWT, signed by the server
/// (<see href="https://www.rfc-editor.org/rfc/rfc9701">RFC 9701</see>), and encrypted for the client where keys are given. An
/// answer in plain JSON is refused, since anybody in between could have written it.
/// </summary>
public sealed class JwtIntrospectionOptions : IntrospectionOptions
{
    private readonly DecryptionKey[] _decryptionKeys = [];

    /// <summary>The signature algorithm that the client is registered for (<c>introspection_signed_response_alg</c>).</summary>
    /// <value>The default is <c>RS256</c>.</value>
    /// <exception cref="ArgumentException">It isn't one of RS, PS and ES with 256, 384 and 512 bits.</exception>
    public string SigningAlgorithm
    {
        get;
        init => field = VerificationAlgorithms.Check(value);
    } = JwsAlgorithms.RS256;

    /// <summary>The keys that the server encrypts for. Where there is one, an answer that isn't encrypted is refused.</summary>
    /// <value>The default is none: the answer is signed only. They aren't disposed by OAuthKit.</value>
    public IReadOnlyList<DecryptionKey> DecryptionKeys
    {
        get => _decryptionKeys;
        init => _decryptionKeys = [.. value ?? throw new ArgumentNullException(nameof(value))];
    }

    /// <summary>How the key of the content is encrypted (<c>introspection_encrypted_response_alg</c>); one of <see cref="JweAlgorithms"/>.</summary>
    /// <value>The default is <c>RSA-OAEP-256</c>.</value>
    public string EncryptionAlgorithm { get; init; } = JweAlgorithms.RsaOaep256;

    /// <summary>How the content is encrypted (<c>introspection_encrypted_response_enc</c>); one of <see cref="JweAlgorithms"/>.</summary>
    /// <value>The default is <c>A128CBC-HS256</c>.</value>
    /// <exception cref="ArgumentException">It isn't one that OAuthKit knows.</exception>
    public string ContentEncryption
    {
        get;
        init => field = OAuthKit.ContentEncryption.Find(value) is { } known ? known.Name : throw new ArgumentException($"The content encryption \"{value}\" isn't one of JweAlgorithms.", nameof(value));
    } = JweAlgorithms.A128CbcHS256;

    internal override string Accept => IntrospectionNames.MediaType;

    internal override Task<Introspection> ReadAsync(BackchannelResponse response, OAuthClient client, CancellationToken cancellationToken) =>
        JwtIntrospection.ReadAsync(response, this, client, cancellationToken);
}
