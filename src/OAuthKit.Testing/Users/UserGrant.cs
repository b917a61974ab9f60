namespace OAuthKit.Testing;

/// <summary>What a user has allowed a client, and the tokens that came of it.</summary>
internal sealed class UserGrant(string clientId, string subject, IReadOnlyList<string> scopes, IReadOnlyList<string> audiences, string? nonce = null)
{
    public string ClientId { get; } = clientId;

    public string Subject { get; } = subject;

    public IReadOnlyList<string> Scopes { get; } = scopes;

    /// <summary>Empty for the server's default.</summary>
    public IReadOnlyList<string> Audiences { get; } = audiences;

    public string? Nonce { get; } = nonce;

    public TokenFamily Family { get; } = new();
}
