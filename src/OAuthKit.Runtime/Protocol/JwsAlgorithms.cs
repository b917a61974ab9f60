namespace OAuthKit;

/// <summary>
/// The names of signature algorithms
/// (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-3.1">RFC 7518 section 3.1</see>,
/// <see href="https://www.rfc-editor.org/rfc/rfc8037#section-3.1">RFC 8037 section 3.1</see>,
/// <see href="https://www.rfc-editor.org/rfc/rfc9864#section-2.2">RFC 9864 section 2.2</see>).
/// </summary>
public static class JwsAlgorithms
{
    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    public const string RS256 = "RS256";

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-384.</summary>
    public const string RS384 = "RS384";

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-512.</summary>
    public const string RS512 = "RS512";

    /// <summary>RSASSA-PSS with SHA-256.</summary>
    public const string PS256 = "PS256";

    /// <summary>RSASSA-PSS with SHA-384.</summary>
    public const string PS384 = "PS384";

    /// <summary>RSASSA-PSS with SHA-512.</summary>
    public const string PS512 = "PS512";

    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    public const string ES256 = "ES256";

    /// <summary>ECDSA on P-384 with SHA-384.</summary>
    public const string ES384 = "ES384";

    /// <summary>ECDSA on P-521 with SHA-512.</summary>
    public const string ES512 = "ES512";

    /// <summary>HMAC with SHA-256, for <c>client_secret_jwt</c>, and for what a server signs with the client secret.</summary>
    public const string HS256 = "HS256";

    /// <summary>HMAC with SHA-384, for <c>client_secret_jwt</c>, and for what a server signs with the client secret.</summary>
    public const string HS384 = "HS384";

    /// <summary>HMAC with SHA-512, for <c>client_secret_jwt</c>, and for what a server signs with the client secret.</summary>
    public const string HS512 = "HS512";

    /// <summary>EdDSA, by the name that most servers know. Keys for it are in the package OAuthKit.EdDsa.</summary>
    public const string EdDsa = "EdDSA";

    /// <summary>EdDSA on Ed25519, by the name of RFC 9864. Keys for it are in the package OAuthKit.EdDsa.</summary>
    public const string Ed25519 = "Ed25519";

    /// <summary>What the FAPI 2.0 security profile allows (<see href="https://openid.net/specs/fapi-security-profile-2_0.html#section-5.4.1">section 5.4.1</see>): PS256, ES256, and EdDSA on Ed25519.</summary>
    public static IReadOnlyList<string> Fapi2 { get; } = [PS256, ES256, EdDsa, Ed25519];

    // RFC 8725 section 3.2: what a private key can never be used for.
    internal static bool IsAsymmetric(string name) =>
        !name.Equals("none", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("HS", StringComparison.OrdinalIgnoreCase);
}
