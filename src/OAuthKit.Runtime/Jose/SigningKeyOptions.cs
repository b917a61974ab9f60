using System.Diagnostics;
using System.Text.Json.Serialization;

namespace OAuthKit;

/// <summary>What a key or its container doesn't say by itself.</summary>
[JsonConverter(typeof(SecretJsonConverter<SigningKeyOptions>))]
public sealed class SigningKeyOptions
{
    /// <summary>The algorithm; see <see cref="JwsAlgorithms"/>. It must fit the key.</summary>
    /// <value>The default, null, is that of the JWK or of the EC key's curve. An RSA key without <c>alg</c> needs it said.</value>
    public string? Algorithm { get; init; }

    /// <summary>The key identifier, sent as <c>kid</c>. In a JWKS it chooses the key.</summary>
    /// <value>The default, null, is that of the JWK; other keys have none then.</value>
    public string? KeyId { get; init; }

    /// <summary>The password of an encrypted PEM or of a PKCS #12 container (<c>.pfx</c>, <c>.p12</c>).</summary>
    /// <value>The default is null.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Password { get; init; }
}
