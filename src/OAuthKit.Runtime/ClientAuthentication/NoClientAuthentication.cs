namespace OAuthKit;

/// <summary>
/// <c>none</c>: a public client, which sends its identifier as a form parameter
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1">RFC 6749 section 3.2.1</see>).
/// </summary>
/// <param name="clientId">The client identifier.</param>
/// <param name="certificate">
/// A certificate that it shows in TLS all the same, so that the server binds its tokens to it
/// (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-4">RFC 8705 section 4</see>): it proves nothing of the client, but a
/// refresh token is good together with it only. The default, null, shows none.
/// </param>
/// <exception cref="ArgumentException">The identifier is empty or has a control character.</exception>
public sealed class NoClientAuthentication(string clientId, ClientCertificate? certificate = null) : ClientAuthentication(clientId)
{
    /// <inheritdoc/>
    public override string Method => AuthenticationMethods.None;

    internal override ClientCertificate? Certificate => certificate;

    internal override bool BindsTokens => certificate is not null;

    /// <inheritdoc/>
    protected internal override string? KeyIdentity => certificate?.Identity;

    /// <inheritdoc/>
    protected internal override ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Form.Add(Wire.ClientId, ClientId);
        return ValueTask.CompletedTask;
    }
}
