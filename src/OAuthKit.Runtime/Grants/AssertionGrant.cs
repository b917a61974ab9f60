using System.Diagnostics;
using System.Security.Cryptography;

namespace OAuthKit;

/// <summary>
/// A grant whose authority is an assertion (<see href="https://www.rfc-editor.org/rfc/rfc7521#section-4.1">RFC 7521 section
/// 4.1</see>): <see cref="JwtBearerGrant"/> and <see cref="Saml2BearerGrant"/>. It is independent of how the client
/// authenticates. A refresh token isn't expected; a new token is asked for by a new assertion.
/// </summary>
public abstract class AssertionGrant : TokenGrant
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly Assertion? _assertion;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly Func<AssertionRequest, CancellationToken, ValueTask<Assertion>>? _create;

    private protected AssertionGrant(Assertion assertion, IdTokenUse idToken)
        : base(idToken) => _assertion = assertion;

    private protected AssertionGrant(Func<AssertionRequest, CancellationToken, ValueTask<Assertion>> create)
    {
        _create = create;
        Identity = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    }

    internal override string? Identity { get; }

    /// <inheritdoc/>
    protected sealed override void AddParameters(FormParameters form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (_assertion is not null)
        {
            form.Add(Wire.Assertion, _assertion.Reveal());
        }
    }

    internal sealed override async ValueTask AddFreshParametersAsync(FormParameters form, OAuthClient client, CancellationToken cancellationToken)
    {
        if (_create is not null)
        {
            var request = await AssertionRequest.OfAsync(client, cancellationToken).ConfigureAwait(false);
            form.Add(Wire.Assertion, (await _create(request, cancellationToken).ConfigureAwait(false)).Reveal());
        }
    }
}
