namespace OAuthKit;

/// <summary>
/// An authorization request as a signed JWT, which nobody on the way can change
/// (<see href="https://www.rfc-editor.org/rfc/rfc9101">RFC 9101</see>). It is for the issuer, and good for 5 minutes. Where it
/// is pushed as well, the server gets it without the browser.
/// </summary>
public sealed class RequestObjectOptions
{
    private string? _encryptionAlgorithm;

    /// <summary>Request objects signed by a key.</summary>
    /// <param name="signer">A private key, whose public half the client has registered.</param>
    public RequestObjectOptions(JwsSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        Signer = signer;
    }

    /// <summary>The key.</summary>
    public JwsSigner Signer { get; }

    /// <summary>
    /// How the key of the content is encrypted (<c>request_object_encryption_alg</c>); one of <see cref="JweAlgorithms"/>, but
    /// for <see cref="JweAlgorithms.Direct"/>. Where it is set, the signed request is encrypted for the server
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9101#section-6.1">RFC 9101 section 6.1</see>).
    /// </summary>
    /// <value>The default, null, signs only.</value>
    /// <exception cref="ArgumentException">It isn't one of these.</exception>
    public string? EncryptionAlgorithm
    {
        get => _encryptionAlgorithm;
        init => _encryptionAlgorithm = value is null or JweAlgorithms.RsaOaep or JweAlgorithms.RsaOaep256 or JweAlgorithms.EcdhEs or JweAlgorithms.EcdhEsA128KW or JweAlgorithms.EcdhEsA256KW
            ? value
            : throw new ArgumentException($"The algorithm \"{ServerText.Clean(value)}\" isn't one of JweAlgorithms that encrypt for the key of a server.", nameof(value));
    }

    /// <summary>How the content is encrypted (<c>request_object_encryption_enc</c>); one of <see cref="JweAlgorithms"/>.</summary>
    /// <value>The default is <c>A128CBC-HS256</c>.</value>
    /// <exception cref="ArgumentException">It isn't one that OAuthKit knows.</exception>
    public string ContentEncryption
    {
        get;
        init => field = OAuthKit.ContentEncryption.Find(value) is { } known ? known.Name : throw new ArgumentException($"The content encryption \"{ServerText.Clean(value)}\" isn't one of JweAlgorithms.", nameof(value));
    } = JweAlgorithms.A128CbcHS256;

    /// <summary>The server's key to encrypt for.</summary>
    /// <value>The default, null, is the one key of its JWKS that is there for encryption (<c>use</c>) and fits.</value>
    public EncryptionKey? EncryptionKey { get; init; }

    /// <summary>
    /// Publishes a request object where the server fetches it, and gives its address: then the browser carries that only
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9101#section-5.2">RFC 9101 section 5.2</see>). It is an https URL, or a URN
    /// that the server knows, of at most 512 characters, that nobody can guess. The object is served as
    /// <c>application/oauth-authz-req+jwt</c>. Not called where the request is pushed.
    /// </summary>
    /// <value>The default, null, sends the request object itself.</value>
    public Func<string, CancellationToken, ValueTask<string>>? Publish { get; init; }

    /// <summary>
    /// Repeats <c>response_type</c> and <c>scope</c> beside the request object, which servers need that go by
    /// <see href="https://openid.net/specs/openid-connect-core-1_0.html#JWTRequests">OpenID Connect Core section 6.1</see> and
    /// not by RFC 9101. They take the values from the request object all the same.
    /// </summary>
    /// <value>The default is false: <c>client_id</c> alone stands beside it.</value>
    public bool RepeatOpenIdParameters { get; init; }

    internal void ThrowIfInvalid()
    {
        // RFC 9101 section 10.1, RFC 8725 section 3.2: by a private key, never by none.
        var algorithm = Signer.Current.Algorithm;
        if (!JwsAlgorithms.IsAsymmetric(algorithm))
        {
            throw new InvalidOperationException($"A request object is signed with a private key, and {algorithm} isn't an algorithm of those (RFC 9101 section 10.1).");
        }

        if (EncryptionKey is not null && EncryptionAlgorithm is null)
        {
            throw new InvalidOperationException($"{nameof(EncryptionKey)} is set, and {nameof(EncryptionAlgorithm)} isn't: set the algorithm that the client is registered for.");
        }

        if (EncryptionKey is not null && !EncryptionKey.Fits(EncryptionAlgorithm!))
        {
            throw new InvalidOperationException($"The {EncryptionKey} isn't one for {EncryptionAlgorithm}.");
        }
    }
}
