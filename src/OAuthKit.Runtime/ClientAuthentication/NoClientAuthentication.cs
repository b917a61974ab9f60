namespace OAuthKit;

/// <summary>
/// <c>none</c>: a public client, which sends its identifier as a form parameter
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1">RFC 6749 section 3.2.1</see>).
/// </summary>
/// <param name="clientId">The client identifier.</param>
/// <exception cref="ArgumentException">The identifier is empty or has a control character.</exception>
public sealed class NoClientAuthentication(string clientId) : ClientAuthentication(clientId)
{
    /// <inheritdoc/>
    public override string Method => AuthenticationMethods.None;

    /// <inheritdoc/>
    protected internal override ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Form.Add(Wire.ClientId, ClientId);
        return ValueTask.CompletedTask;
    }
}
