using System.ComponentModel;

namespace OAuthKit;

/// <summary>A token of a user, who is asked for it once and then for as long as the login holds not again.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class UserSignIn : DeclaredRequest
{
    private protected UserSignIn()
    {
    }

    internal abstract string GrantType { get; }

    /// <summary>Asks the user, and waits for their answer. What only sign-ins need is reached from here alone.</summary>
    internal abstract Task<TokenSet> RunAsync(SignIn signIn, CancellationToken cancellationToken);

    /// <inheritdoc cref="UserSession.Create"/>
    internal abstract UserSession CreateSession(SignInGrant grant, OAuthClient client, TokenManager manager, string api, SignInOptions options, IServiceProvider? services);

    internal TokenGrant CreateGrant() => new SignInGrant(this) { Scope = Scope, Resource = Resource, Audience = Audience, Parameters = Parameters };
}
