namespace OAuthKit;

/// <summary>An authorization request as a signed JWT (RFC 9101 section 4), encrypted where that is wanted (section 6.1).</summary>
internal static class RequestObject
{
    private const int MaxReferenceLength = 512;

    /// <summary>Puts all parameters into a JWT.</summary>
    public static async ValueTask<string> CreateAsync(FormParameters parameters, RequestObjectOptions options, OAuthClient client, CancellationToken cancellationToken)
    {
        var issuer = client.Server.Issuer
            ?? throw new InvalidOperationException("A request object names the issuer of the server as its audience: give the issuer (RFC 9101 section 4).");
        using var jwt = new JwsWriter(options.Signer, JoseNames.AuthorizationRequestJwt).Begin();
        client.Rules?.CheckSignature(jwt.Algorithm, "a request object");
        RequestClaims.WriteEnvelope(jwt.Claims, issuer, client);
        jwt.Claims.WriteString(Wire.ClientId, client.ClientId);
        RequestClaims.WriteParameters(jwt.Claims, parameters);
        var signed = await jwt.SignAsync(cancellationToken).ConfigureAwait(false);
        if (options.EncryptionAlgorithm is not { } algorithm)
        {
            return signed;
        }

        // Section 6.1: signed first, then encrypted.
        var key = options.EncryptionKey ?? await FindKeyAsync(algorithm, client, cancellationToken).ConfigureAwait(false);
        return JweEncrypter.Encrypt(signed, key, algorithm, ContentEncryption.Find(options.ContentEncryption)!);
    }

    /// <summary>Section 5.2: https or a URN, of at most 512 ASCII characters.</summary>
    public static async ValueTask<string> PublishAsync(string requestObject, RequestObjectOptions options, CancellationToken cancellationToken)
    {
        var reference = await options.Publish!(requestObject, cancellationToken).ConfigureAwait(false);
        return reference is { Length: > 0 and <= MaxReferenceLength } && IsAllowed(reference)
            ? reference
            : throw new InvalidOperationException($"{nameof(RequestObjectOptions)}.{nameof(RequestObjectOptions.Publish)} gave no https URL and no URN of at most {MaxReferenceLength} characters (RFC 9101 section 5.2).");
    }

    private static bool IsAllowed(string reference) => reference.StartsWith("urn:", StringComparison.OrdinalIgnoreCase)
        ? !reference.AsSpan().ContainsAnyExceptInRange('\x21', '\x7E')
        : EndpointUrl.TryParse(reference.Split('#')[0], allowLoopbackHttp: false, out _) && !reference.AsSpan().ContainsAnyExceptInRange('\x21', '\x7E');

    private static async ValueTask<EncryptionKey> FindKeyAsync(string algorithm, OAuthClient client, CancellationToken cancellationToken) =>
        await client.Server.Keys.FindEncryptionKeyAsync(algorithm, cancellationToken).ConfigureAwait(false)
        ?? throw new OAuthException(OAuthFault.RequestObjectKey, $"Among the keys of the authorization server there isn't exactly one for encryption (\"use\":\"enc\") that fits {algorithm}. Give the key, or another algorithm.");
}
