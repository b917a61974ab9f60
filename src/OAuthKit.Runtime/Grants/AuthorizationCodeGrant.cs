using System.Diagnostics;

namespace OAuthKit;

/// <summary>
/// The exchange of an authorization code for tokens
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749 section 4.1.3</see>). A code can be exchanged
/// once: no request with it is ever sent again. For tokens that are kept and refreshed afterwards use
/// <see cref="TokenSource.AuthorizationCode"/>.
/// </summary>
/// <param name="code">The code, as the callback brought it.</param>
public sealed class AuthorizationCodeGrant(AuthorizationCode code) : TokenGrant
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly AuthorizationCode _code = code ?? throw new ArgumentNullException(nameof(code));

    /// <inheritdoc/>
    public override string GrantType => GrantTypes.AuthorizationCode;

    /// <inheritdoc/>
    public override bool IsSingleUse => true;

    /// <summary>
    /// The redirect URI of the authorization request, to the character: it is sent as it stands
    /// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749 section 4.1.3</see>).
    /// </summary>
    /// <value>The default, null, sends none, which is right where the authorization request had none.</value>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string? RedirectUri
    {
        get;
        init
        {
            if (value is not null)
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(value);
            }

            field = value;
        }
    }

    /// <summary>
    /// The verifier to the <c>code_challenge</c> of the authorization request
    /// (<see href="https://www.rfc-editor.org/rfc/rfc7636#section-4.5">RFC 7636 section 4.5</see>).
    /// </summary>
    /// <value>The default, null, sends none: only for a code that was asked for without a challenge.</value>
    public CodeVerifier? CodeVerifier { get; init; }

    /// <summary>
    /// The issuer of the authorization server that the user was sent to. Code and verifier then go to no other
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9700#section-4.4">RFC 9700 section 4.4</see>).
    /// </summary>
    /// <value>The default, null, lets them go to the server of whatever client is asked.</value>
    public string? Issuer { get; init; }

    /// <summary>What the ID token must answer to, by the authorization request.</summary>
    /// <value>The default, null, expects no <c>nonce</c>, and lets a response without an ID token pass.</value>
    public IdTokenExpectations? IdToken { get; init; }

    // OpenID Connect Core section 3.3.2.11: a hash of the code is looked at wherever it stands.
    internal override IdTokenExpectations ExpectedIdToken => (IdToken ?? new()).With(_code);

    internal override string? BoundTo => Issuer;

    /// <summary>Proves with the key that the authorization request named.</summary>
    internal DpopProver? SignInProver { get; init; }

    internal override DpopProver? Dpop => SignInProver;

    /// <summary>The scope of the authorization request, which was granted where nothing else is said.</summary>
    internal string? RequestedScope { get; init; }

    internal override string? ScopeByDefault => Scope ?? RequestedScope;

    /// <inheritdoc/>
    protected override void AddParameters(FormParameters form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Add(Wire.Code, _code.Reveal());
        if (RedirectUri is not null)
        {
            form.Add(Wire.RedirectUri, RedirectUri);
        }

        if (CodeVerifier is not null)
        {
            form.Add(Wire.CodeVerifier, CodeVerifier.Reveal());
        }
    }
}
