namespace OAuthKit;

/// <summary>
/// The API answered that the token lacks a scope
/// (<see href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750 section 3.1</see>, <c>insufficient_scope</c>).
/// Asking again with the same scopes wouldn't help: ask for <see cref="RequiredScopes"/>, for example by
/// <c>[Scopes(...)]</c> on the method.
/// </summary>
public sealed class InsufficientScopeException : OAuthException
{
    internal InsufficientScopeException(AuthenticationChallenge challenge)
        : base(OAuthFault.InsufficientScope, Describe(challenge.Scopes))
    {
        RequiredScopes = challenge.Scopes;
        ResourceMetadata = challenge.ResourceMetadata;
    }

    /// <summary>The scopes that the API named, empty where it named none.</summary>
    public IReadOnlyList<string> RequiredScopes { get; }

    /// <inheritdoc cref="AuthenticationChallenge.ResourceMetadata"/>
    public string? ResourceMetadata { get; }

    private static string Describe(IReadOnlyList<string> scopes) =>
        scopes.Count == 0
            ? "The API refused the token for want of a scope (RFC 6750 section 3.1), and didn't name the scope."
            : $"The API refused the token for want of a scope: it needs \"{string.Join(' ', scopes)}\" (RFC 6750 section 3.1). Ask for it in [Scopes] or in the grant's Scope.";
}
