namespace OAuthKit;

/// <summary>
/// <c>client_secret_jwt</c>: a JWT that is signed with the client secret
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#ClientAuthentication">OpenID Connect Core section 9</see>).
/// The secret itself isn't sent.
/// </summary>
/// <param name="clientId">The client identifier.</param>
/// <param name="clientSecret">The client secret, at least as long as the hash: 32, 48 or 64 bytes.</param>
/// <param name="algorithm">HS256, HS384 or HS512.</param>
/// <exception cref="ArgumentException">The identifier is empty or has a control character, the secret is too short, or the algorithm is another.</exception>
public sealed class ClientSecretJwt(string clientId, ClientSecret clientSecret, string algorithm = JwsAlgorithms.HS256)
    : JwtClientAuthentication(clientId, CreateSigner(clientSecret, algorithm))
{
    /// <inheritdoc/>
    public override string Method => AuthenticationMethods.ClientSecretJwt;

    internal override ClientSecret SharedSecret => clientSecret;

    private protected override void ThrowIfUnusable(ClientAuthenticationRequest request) => clientSecret.ThrowIfExpired(request.TimeProvider);

    private static HmacSigner CreateSigner(ClientSecret clientSecret, string algorithm)
    {
        ArgumentNullException.ThrowIfNull(clientSecret);
        ArgumentNullException.ThrowIfNull(algorithm);
        return new HmacSigner(clientSecret, algorithm);
    }
}
