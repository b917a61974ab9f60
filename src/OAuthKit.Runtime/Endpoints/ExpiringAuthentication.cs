namespace OAuthKit;

/// <summary>Authentication by a secret that ends (RFC 7591 section 3.2.1): its end is told before the server refuses.</summary>
internal sealed class ExpiringAuthentication(ClientAuthentication inner, DateTimeOffset end, TimeProvider time) : ClientAuthentication(inner.ClientId)
{
    public override string Method => inner.Method;

    internal override bool MustBeListed => inner.MustBeListed;

    public void ThrowIfExpired()
    {
        if (time.GetUtcNow() >= end)
        {
            throw new OAuthException(OAuthFault.ClientSecretExpired, $"The secret that the authorization server issued to the client ended at {end:u} (RFC 7591 section 3.2.1). Read or update the registration for a new one, or register again.");
        }
    }

    protected internal override ValueTask ApplyAsync(ClientAuthenticationRequest request, CancellationToken cancellationToken)
    {
        ThrowIfExpired();
        return inner.ApplyAsync(request, cancellationToken);
    }
}
