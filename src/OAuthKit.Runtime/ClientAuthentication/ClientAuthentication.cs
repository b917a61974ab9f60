namespace OAuthKit;

/// <summary>
/// How a client proves to the authorization server who it is
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3">RFC 6749 section 2.3</see>). Derive from it for a method of
/// your own.
/// </summary>
public abstract class ClientAuthentication
{
    /// <summary>For derived classes.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <exception cref="ArgumentException">It is empty or has a control character.</exception>
    protected ClientAuthentication(string clientId)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        if (Secret.HasControl(clientId))
        {
            throw new ArgumentException("The client identifier has a control character, such as a line break (RFC 6749 appendix A.1).", nameof(clientId));
        }

        ClientId = clientId;
    }

    /// <summary>The client identifier (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-2.2">RFC 6749 section 2.2</see>).</summary>
    public string ClientId { get; }

    /// <summary>The method's name, as registered where it is: <c>client_secret_basic</c>, for example.</summary>
    public abstract string Method { get; }

    /// <summary>
    /// What tells the key of this method from the key of another, such as its thumbprint; never anything secret. Tokens that
    /// were obtained with different keys are kept apart.
    /// </summary>
    /// <value>The default is null.</value>
    protected internal virtual string? KeyIdentity => null;

    /// <summary>The method itself, where this one stands for one that is exchanged.</summary>
    internal virtual ClientAuthentication Current => this;

    /// <summary>The certificate that the client shows in TLS.</summary>
    internal virtual ClientCertificate? Certificate => null;

    /// <summary>Whether the certificate is there for nothing else than to bind tokens to it.</summary>
    internal virtual bool BindsTokens => false;

    /// <summary>The client secret, where there is one.</summary>
    internal virtual ClientSecret? SharedSecret => null;

    /// <summary>The two secrets of a client whose secret is being exchanged.</summary>
    internal virtual ClientSecretRotation? Rotation => null;

    /// <summary>Whether a server that lists its methods must list this one. Not so for methods that nobody registered.</summary>
    internal virtual bool MustBeListed => false;

    /// <summary>Identifier and secret in the <c>Authorization</c> header, the method that every server must support.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="clientSecret">The client secret.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">The identifier or the secret is missing, empty or has a control character.</exception>
    public static ClientAuthentication ClientSecretBasic(string clientId, string clientSecret) =>
        new ClientSecretBasic(clientId, Checked(clientSecret));

    /// <summary>Identifier and secret in the body, for servers that don't take them in the header.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="clientSecret">The client secret.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">The identifier or the secret is missing, empty or has a control character.</exception>
    public static ClientAuthentication ClientSecretPost(string clientId, string clientSecret) =>
        new ClientSecretPost(clientId, Checked(clientSecret));

    /// <summary>A JWT that is signed with the client secret by HS256. For other algorithms and settings make a <see cref="OAuthKit.ClientSecretJwt"/>.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="clientSecret">The client secret, of 32 bytes at least.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">The identifier or the secret is missing, empty or has a control character, or the secret is too short.</exception>
    public static ClientAuthentication ClientSecretJwt(string clientId, string clientSecret) =>
        new ClientSecretJwt(clientId, Checked(clientSecret));

    /// <summary>A JWT that is signed with a private key. For other settings make a <see cref="OAuthKit.PrivateKeyJwt"/>.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="signer">The key: a <see cref="SigningKey"/>, a <see cref="SigningKeyFile"/>, or one of your own.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">The identifier is empty or has a control character, or the key is symmetric.</exception>
    public static ClientAuthentication PrivateKeyJwt(string clientId, JwsSigner signer) => new PrivateKeyJwt(clientId, signer);

    /// <summary>An assertion that somebody else made, read from a file for each request: workload identity federation.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="path">The file.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">The identifier is empty or has a control character, or there is no path.</exception>
    public static ClientAuthentication ClientAssertionFile(string clientId, string path) => new ClientAssertionFile(clientId, path);

    /// <summary>A certificate of an authority that the server trusts, shown in TLS.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="certificate">The certificate with its private key.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">The identifier is empty or has a control character.</exception>
    public static ClientAuthentication TlsClientAuth(string clientId, ClientCertificate certificate) => new TlsClientAuth(clientId, certificate);

    /// <summary>A certificate that the server knows by its registration, shown in TLS.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="certificate">The certificate with its private key.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">The identifier is empty or has a control character.</exception>
    public static ClientAuthentication SelfSignedTlsClientAuth(string clientId, ClientCertificate certificate) => new SelfSignedTlsClientAuth(clientId, certificate);

    /// <summary>A public client, which only says its identifier.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="certificate">A certificate to bind the tokens to, which the client shows in TLS. The default, null, shows none.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">The identifier is empty or has a control character.</exception>
    public static ClientAuthentication None(string clientId, ClientCertificate? certificate = null) => new NoClientAuthentication(clientId, certificate);

    /// <summary>The method and the client, without its secret.</summary>
    /// <returns>A text fit for logs.</returns>
    public sealed override string ToString() => $"{Method} of {ClientId}";

    /// <summary>
    /// Puts the proof into a request. It is called for every physical request, so that a proof that may be used once is made
    /// anew.
    /// </summary>
    /// <param name="request">The request, with the parameters of the grant already in its form.</param>
    /// <param name="cancellationToken">Ends the work, where it is remote.</param>
    /// <returns>A task that ends when the proof is there.</returns>
    protected internal abstract ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken);

    private static ClientSecret Checked(string clientSecret) =>
        OAuthKit.ClientSecret.TryParse(clientSecret, out var secret)
            ? secret
            : throw new ArgumentException("The client secret is missing, empty or has a control character, such as a line break at its end. Give it as the authorization server issued it, or use ClientAuthentication.None for a client that has none.", nameof(clientSecret));
}
