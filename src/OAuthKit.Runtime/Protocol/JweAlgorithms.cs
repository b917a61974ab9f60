namespace OAuthKit;

/// <summary>
/// The names of algorithms for encrypted JWTs (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-4.1">RFC 7518
/// sections 4.1</see> and <see href="https://www.rfc-editor.org/rfc/rfc7518#section-5.1">5.1</see>). <c>RSA1_5</c> isn't among
/// them: it gives away what it protects to those who may try often.
/// </summary>
public static class JweAlgorithms
{
    /// <summary>RSAES OAEP with SHA-1: the key of the content is encrypted for an RSA key.</summary>
    public const string RsaOaep = "RSA-OAEP";

    /// <summary>RSAES OAEP with SHA-256.</summary>
    public const string RsaOaep256 = "RSA-OAEP-256";

    /// <summary>The key of the content is agreed upon with an EC key.</summary>
    public const string EcdhEs = "ECDH-ES";

    /// <summary>A key that wraps that of the content, by AES with 128 bits, is agreed upon with an EC key.</summary>
    public const string EcdhEsA128KW = "ECDH-ES+A128KW";

    /// <summary>A key that wraps that of the content, by AES with 256 bits, is agreed upon with an EC key.</summary>
    public const string EcdhEsA256KW = "ECDH-ES+A256KW";

    /// <summary>The content is encrypted by a key that both sides have.</summary>
    public const string Direct = "dir";

    /// <summary>Content encryption by AES GCM with 128 bits.</summary>
    public const string A128Gcm = "A128GCM";

    /// <summary>Content encryption by AES GCM with 256 bits.</summary>
    public const string A256Gcm = "A256GCM";

    /// <summary>Content encryption by AES CBC with 128 bits and HMAC with SHA-256, the default of most registrations.</summary>
    public const string A128CbcHS256 = "A128CBC-HS256";

    /// <summary>Content encryption by AES CBC with 256 bits and HMAC with SHA-512.</summary>
    public const string A256CbcHS512 = "A256CBC-HS512";
}
