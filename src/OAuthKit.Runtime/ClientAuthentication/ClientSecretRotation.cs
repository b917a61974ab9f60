namespace OAuthKit;

/// <summary>
/// Two secrets of one client while they are being exchanged, when nobody can say at which moment the authorization server takes
/// the new one. Where it refuses one as <c>invalid_client</c> (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749
/// section 5.2</see>), the token request is made once more with the other, and the one that was taken is used from then on.
/// A grant that can be used once (<see cref="TokenGrant.IsSingleUse"/>) is never sent twice.
/// </summary>
public sealed class ClientSecretRotation : ClientAuthentication
{
    private readonly ClientAuthentication _current;
    private readonly ClientAuthentication _previous;
    private volatile ClientAuthentication _used;

    /// <summary>A client whose secret is being exchanged.</summary>
    /// <param name="current">The method with the secret that is tried first.</param>
    /// <param name="previous">The same method with the other secret.</param>
    /// <exception cref="ArgumentException">They aren't of the same client and method, or have no secret.</exception>
    public ClientSecretRotation(ClientAuthentication current, ClientAuthentication previous)
        : base((current ?? throw new ArgumentNullException(nameof(current))).ClientId)
    {
        ArgumentNullException.ThrowIfNull(previous);
        if (current.ClientId != previous.ClientId || current.Method != previous.Method)
        {
            throw new ArgumentException("Both secrets must be of the same client, and be shown by the same method.", nameof(previous));
        }

        if (current.SharedSecret is null || previous.SharedSecret is null)
        {
            throw new ArgumentException($"{current.Method} has no client secret that could be exchanged. A key in a file is exchanged there, see {nameof(SigningKeyFile)}.", nameof(current));
        }

        (_current, _previous, _used) = (current, previous, current);
    }

    /// <inheritdoc/>
    public override string Method => _current.Method;

    internal override ClientAuthentication Current => _used.Current;

    internal override ClientSecret? SharedSecret => _used.SharedSecret;

    internal override bool MustBeListed => _current.MustBeListed;

    internal override ClientSecretRotation Rotation => this;

    /// <inheritdoc/>
    protected internal override ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken) =>
        _used.ApplyAsync(request, cancellationToken);

    /// <summary>Asks for tokens with the secret that was taken last, and where it is refused, once more with the other.</summary>
    internal async Task<TokenSet> RequestTokenAsync(TokenGrant grant, Func<Task<TokenSet>> request)
    {
        var used = _used;
        try
        {
            return await request().ConfigureAwait(false);
        }
        catch (OAuthServerException e) when (IsRefused(e) && !grant.IsSingleUse)
        {
            // Another call may have found out meanwhile.
            Replace(used);
        }

        var other = _used;
        try
        {
            return await request().ConfigureAwait(false);
        }
        catch (OAuthServerException e) when (IsRefused(e))
        {
            Replace(other);
            throw;
        }
    }

    private void Replace(ClientAuthentication refused)
    {
        if (_used == refused)
        {
            _used = refused == _current ? _previous : _current;
        }
    }

    private static bool IsRefused(OAuthServerException e) => e.Error == ErrorCodes.InvalidClient;
}
