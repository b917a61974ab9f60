namespace OAuthKit;

/// <summary>
/// <c>client_secret_post</c>: identifier and secret as form parameters
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749 section 2.3.1</see>).
/// </summary>
/// <param name="clientId">The client identifier.</param>
/// <param name="clientSecret">The client secret.</param>
/// <exception cref="ArgumentException">The identifier is empty or has a control character.</exception>
public sealed class ClientSecretPost(string clientId, ClientSecret clientSecret) : ClientAuthentication(clientId)
{
    private readonly ClientSecret _secret = clientSecret ?? throw new ArgumentNullException(nameof(clientSecret));

    /// <inheritdoc/>
    public override string Method => AuthenticationMethods.ClientSecretPost;

    internal override ClientSecret SharedSecret => _secret;

    internal override bool MustBeListed => true;

    /// <inheritdoc/>
    protected internal override ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Form.Add(Wire.ClientId, ClientId);
        request.Form.Add(Wire.ClientSecret, _secret.RevealAt(request.TimeProvider));
        return ValueTask.CompletedTask;
    }
}
