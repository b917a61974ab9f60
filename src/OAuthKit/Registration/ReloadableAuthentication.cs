namespace OAuthKit;

/// <summary>The authentication of a configured client, whose secret may be replaced while it is in use.</summary>
internal sealed class ReloadableAuthentication(ClientAuthentication current) : ClientAuthentication(current.ClientId)
{
    private volatile ClientAuthentication _current = current;

    public override string Method { get; } = current.Method;

    internal override ClientAuthentication Current => _current.Current;

    internal override bool MustBeListed { get; } = current.MustBeListed;

    internal override ClientCertificate? Certificate => _current.Certificate;

    internal override ClientSecret? SharedSecret => _current.SharedSecret;

    internal override ClientSecretRotation? Rotation => _current.Rotation;

    protected internal override string? KeyIdentity => _current.KeyIdentity;

    /// <summary>Takes another proof of the same client by the same method.</summary>
    /// <returns>Whether it is one.</returns>
    public bool TryReplace(ClientAuthentication next)
    {
        if (next.ClientId != ClientId || next.Method != Method)
        {
            return false;
        }

        _current = next;
        return true;
    }

    protected internal override ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken) =>
        _current.ApplyAsync(request, cancellationToken);
}
