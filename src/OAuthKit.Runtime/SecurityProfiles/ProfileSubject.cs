namespace OAuthKit;

/// <summary>The settings of a client that a security profile looks at, of one that exists or of one that is configured.</summary>
internal sealed class ProfileSubject
{
    public required SecurityProfile Profile { get; init; }

    /// <summary>Null where that is faulty anyway.</summary>
    public required ClientAuthentication? Authentication { get; init; }

    public required string? Issuer { get; init; }

    public required bool HasGivenEndpoints { get; init; }

    public required bool AllowsHttp { get; init; }

    public DpopOptions? Dpop { get; init; }

    public JwtResponseOptions? IdTokens { get; init; }

    public JwtResponseOptions? UserInfoResponses { get; init; }

    public JwtResponseOptions? AuthorizationResponses { get; init; }
}
