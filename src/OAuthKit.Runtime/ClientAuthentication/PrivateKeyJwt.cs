namespace OAuthKit;

/// <summary>
/// <c>private_key_jwt</c>: a JWT that is signed with a private key
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#ClientAuthentication">OpenID Connect Core section 9</see>),
/// whose public key the server knows.
/// </summary>
public sealed class PrivateKeyJwt : JwtClientAuthentication
{
    /// <summary>A client with a key.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="signer">The key: a <see cref="SigningKey"/>, a <see cref="SigningKeyFile"/>, or one of your own.</param>
    /// <exception cref="ArgumentException">The identifier is empty or has a control character, or the key is symmetric.</exception>
    public PrivateKeyJwt(string clientId, JwsSigner signer)
        : base(clientId, signer)
    {
        // What is in a file is known when it is read.
        if (signer is not SigningKeyFile && !JwsAlgorithms.IsAsymmetric(signer.Algorithm))
        {
            throw new ArgumentException($"{signer.Algorithm} isn't an algorithm of private keys (RFC 8725 section 3.2).", nameof(signer));
        }
    }

    /// <inheritdoc/>
    public override string Method => AuthenticationMethods.PrivateKeyJwt;

    /// <summary>The algorithms that the client may sign with, <see cref="JwsAlgorithms.Fapi2"/> for example; see <see cref="JwsAlgorithms"/>. A key of another isn't used.</summary>
    /// <value>The default, null, is every algorithm of private keys.</value>
    /// <exception cref="ArgumentException">The key's algorithm isn't among them.</exception>
    public IReadOnlyList<string>? AllowedAlgorithms
    {
        get;
        init
        {
            field = value;
            if (Signer is not SigningKeyFile && !IsAllowed(Signer.Algorithm))
            {
                throw new ArgumentException(Refusal(Signer.Algorithm), nameof(value));
            }
        }
    }

    /// <summary>The key.</summary>
    internal JwsSigner Key => Signer;

    /// <inheritdoc/>
    protected internal override string? KeyIdentity => Signer.Identity;

    private protected override void ThrowIfNotAllowed(string algorithm)
    {
        if (!IsAllowed(algorithm))
        {
            throw new InvalidOperationException(Refusal(algorithm));
        }
    }

    private string Refusal(string algorithm) =>
        $"The key of {this} signs with {algorithm}, which isn't allowed: it must be one of {(AllowedAlgorithms is null ? "the algorithms of private keys" : string.Join(", ", AllowedAlgorithms))} (RFC 8725 section 3.1).";

    private bool IsAllowed(string algorithm)
    {
        if (!JwsAlgorithms.IsAsymmetric(algorithm))
        {
            return false;
        }

        if (AllowedAlgorithms is null)
        {
            return true;
        }

        foreach (var allowed in AllowedAlgorithms)
        {
            if (allowed == algorithm)
            {
                return true;
            }
        }

        return false;
    }
}
