namespace OAuthKit;

/// <summary>
/// Tokens for a SAML 2.0 assertion
/// (<see href="https://www.rfc-editor.org/rfc/rfc7522#section-2.1">RFC 7522 section 2.1</see>). The XML is sent byte for byte,
/// so that its signature holds, in base64url without padding.
/// </summary>
public sealed class Saml2BearerGrant : AssertionGrant
{
    /// <summary>Presents an assertion.</summary>
    /// <param name="assertion">The XML of one <c>saml:Assertion</c>; neither the response around it nor base64.</param>
    /// <exception cref="ArgumentException">It isn't exactly one SAML 2.0 assertion.</exception>
    public Saml2BearerGrant(string assertion)
        : base(Saml2Assertion.Encode(assertion ?? throw new ArgumentNullException(nameof(assertion)), nameof(assertion)), ValidatedIdToken.Instance)
    {
    }

    /// <summary>Presents an assertion that is fetched or made anew for every request.</summary>
    /// <param name="create">Gives the XML of one <c>saml:Assertion</c>.</param>
    public Saml2BearerGrant(Func<AssertionRequest, CancellationToken, ValueTask<string>> create)
        : base(Encoded(create ?? throw new ArgumentNullException(nameof(create))))
    {
    }

    /// <inheritdoc/>
    public override string GrantType => GrantTypes.Saml2Bearer;

    private static Func<AssertionRequest, CancellationToken, ValueTask<Assertion>> Encoded(Func<AssertionRequest, CancellationToken, ValueTask<string>> create) =>
        async (request, cancellationToken) =>
        {
            var assertion = await create(request, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The function that makes the assertion gave none. Throw an exception where there is none.");
            return Saml2Assertion.Encode(assertion, "grant");
        };
}
