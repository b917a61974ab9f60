namespace OAuthKit.Testing;

/// <summary>Where an authorization response goes: to a redirect URI that the client registered.</summary>
internal sealed class SignInTarget(TestClient client, string redirectUri, string responseMode, string? state)
{
    public TestClient Client { get; } = client;

    public string RedirectUri { get; } = redirectUri;

    public string ResponseMode { get; } = responseMode;

    public string? State { get; } = state;
}
