namespace OAuthKit;

/// <summary>
/// A SAML 2.0 assertion as proof of the client
/// (<see href="https://www.rfc-editor.org/rfc/rfc7522#section-2.2">RFC 7522 section 2.2</see>). The method's name isn't a
/// registered one, so the server needn't list it.
/// </summary>
/// <param name="clientId">The client identifier.</param>
/// <param name="create">Gives the XML of one <c>saml:Assertion</c> about the client, for each request.</param>
/// <exception cref="ArgumentException">The identifier is empty or has a control character.</exception>
public sealed class Saml2ClientAssertion(string clientId, Func<ClientAuthenticationRequest, CancellationToken, ValueTask<string>> create) : ClientAuthentication(clientId)
{
    private readonly Func<ClientAuthenticationRequest, CancellationToken, ValueTask<string>> _create = create ?? throw new ArgumentNullException(nameof(create));

    /// <inheritdoc/>
    public override string Method => AuthenticationMethods.Saml2ClientAssertion;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The function gave something else than exactly one SAML 2.0 assertion.</exception>
    protected internal override async ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var xml = await _create(request, cancellationToken).ConfigureAwait(false);
        if (xml is null || !Saml2Assertion.TryEncode(xml, out var assertion))
        {
            throw new InvalidOperationException($"The function that makes the assertion of {this} didn't give the XML of exactly one SAML 2.0 assertion in UTF-8 (RFC 7522 section 2.2).");
        }

        request.Form.Add(Wire.ClientId, ClientId);
        request.Form.Add(Wire.ClientAssertionType, Saml2Assertion.ClientAssertionType);
        request.Form.Add(Wire.ClientAssertion, assertion.Reveal());
    }
}
