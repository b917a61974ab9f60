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

    /// <summary>A public client, which only says its identifier.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">The identifier is empty or has a control character.</exception>
    public static ClientAuthentication None(string clientId) => new NoClientAuthentication(clientId);

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
