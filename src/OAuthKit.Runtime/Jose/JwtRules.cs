namespace OAuthKit;

/// <summary>What a signed JWT of one use must be, fixed before one is seen.</summary>
internal sealed class JwtRules(string subject, string algorithm, string type, bool typeIsRequired)
{
    /// <summary>What the JWT is, for messages: "introspection response".</summary>
    public string Subject { get; } = subject;

    /// <summary>The one algorithm, as registered. The JWT never chooses (RFC 8725 section 3.1).</summary>
    public string Algorithm { get; } = algorithm;

    /// <summary>The <c>typ</c>, without <c>application/</c> (RFC 8725 section 3.11).</summary>
    public string Type { get; } = type;

    /// <summary>Whether a JWT without <c>typ</c> is refused.</summary>
    public bool TypeIsRequired { get; } = typeIsRequired;

    /// <summary>Whether the general type <c>JWT</c> is taken too.</summary>
    public bool TakesPlainType { get; init; }

    /// <summary>Whether a key that names an issuer signs for that one only, as the keys of a server with many tenants do.</summary>
    public bool BindsKeyToIssuer { get; init; }

    /// <summary>Whose signature it has to be, for messages.</summary>
    public string Signer { get; init; } = "the authorization server";

    /// <summary>Verifies by an algorithm of another package.</summary>
    public JwsVerifier? Verifier { get; init; }

    /// <summary>The key of HMAC, where that is the algorithm.</summary>
    public ClientSecret? Secret { get; init; }
}
