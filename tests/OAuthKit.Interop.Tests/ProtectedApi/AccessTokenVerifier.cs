namespace OAuthKit.Interop.Tests;

/// <summary>How an API convinces itself of an access token.</summary>
internal abstract class AccessTokenVerifier
{
    /// <summary>What the token says; null where it isn't the server's, isn't for this API, or no longer holds.</summary>
    public abstract Task<VerifiedToken?> VerifyAsync(string token);

    public static async Task<AccessTokenVerifier> CreateAsync(InteropServer server, ProtectedResource resource)
    {
        return resource.UsesJwt ? await SignatureVerifier.LoadAsync(server, resource) : new IntrospectionVerifier(server, resource);
    }
}
