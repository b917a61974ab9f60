namespace OAuthKit;

/// <summary>
/// Tokens for a JWT that says on whose behalf, and why the server should believe it
/// (<see href="https://www.rfc-editor.org/rfc/rfc7523#section-2.1">RFC 7523 section 2.1</see>).
/// </summary>
public sealed class JwtBearerGrant : AssertionGrant
{
    /// <summary>Presents a JWT that somebody else made, such as the token of an incoming request.</summary>
    /// <param name="assertion">The JWT. It is sent each time that the grant is used.</param>
    /// <exception cref="ArgumentException">It hasn't the form of a JWT.</exception>
    public JwtBearerGrant(Assertion assertion)
        : this(assertion, ValidatedIdToken.Instance)
    {
    }

    internal JwtBearerGrant(Assertion assertion, IdTokenUse idToken)
        : base(Checked(assertion ?? throw new ArgumentNullException(nameof(assertion)), nameof(assertion)), idToken)
    {
    }

    /// <summary>Presents a JWT that is signed anew for every request.</summary>
    /// <param name="assertion">What the JWT says, and by which key.</param>
    public JwtBearerGrant(JwtBearerAssertion assertion)
        : base((assertion ?? throw new ArgumentNullException(nameof(assertion))).CreateAsync)
    {
    }

    /// <summary>Presents a JWT that is made anew for every request, in a way of the caller's.</summary>
    /// <param name="create">Makes the JWT. It should be short-lived and have a <c>jti</c> of its own.</param>
    public JwtBearerGrant(Func<AssertionRequest, CancellationToken, ValueTask<Assertion>> create)
        : base(Checked(create ?? throw new ArgumentNullException(nameof(create))))
    {
    }

    /// <inheritdoc/>
    public override string GrantType => GrantTypes.JwtBearer;

    private static Func<AssertionRequest, CancellationToken, ValueTask<Assertion>> Checked(Func<AssertionRequest, CancellationToken, ValueTask<Assertion>> create) =>
        async (request, cancellationToken) =>
        {
            var assertion = await create(request, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The function that makes the assertion gave none. Throw an exception where there is none.");
            return Checked(assertion, "grant");
        };

    // Three segments when signed (RFC 7515 section 3.1), five when encrypted (RFC 7516 section 3.1).
    private static Assertion Checked(Assertion assertion, string parameter)
    {
        var segments = assertion.Reveal().Split('.');
        if (segments.Length is not (3 or 5) || segments[0].Length == 0 || segments[^1].Length == 0)
        {
            throw new ArgumentException("The assertion isn't a signed or encrypted JWT (RFC 7523 section 3).", parameter);
        }

        foreach (var segment in segments)
        {
            foreach (var c in segment)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                {
                    throw new ArgumentException("The assertion isn't a JWT: it has a character that base64url doesn't have (RFC 7515 section 2).", parameter);
                }
            }
        }

        return assertion;
    }
}
