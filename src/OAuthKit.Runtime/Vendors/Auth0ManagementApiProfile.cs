namespace OAuthKit;

/// <summary>Auth0 for calls of its Management API, which is the audience and the address at once.</summary>
internal sealed class Auth0ManagementApiProfile(string? domain) : Auth0Profile("Auth0ManagementApi", domain)
{
    public override string Audience => $"https://{Domain}/api/v2/";

    public override Uri BaseAddress => new(Audience);
}
