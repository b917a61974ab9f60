using System.ComponentModel;

namespace OAuthKit;

/// <summary>What the attributes of a method say about its token. Generated code makes these, one for each distinct policy of an API.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiPolicy
{
    private readonly TokenPolicy? _fixed;
    private readonly TokenGrant? _grant;

    /// <summary>A token from a grant. What the grant leaves out of scope, resource and audience, the configuration of the API fills in.</summary>
    /// <param name="grant">What the attributes ask for.</param>
    public ApiPolicy(TokenGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        _grant = grant;
    }

    private ApiPolicy(TokenPolicy policy) => _fixed = policy;

    /// <summary>Whether the token is bound to a key: <see cref="DpopAttribute"/>.</summary>
    /// <value>The default, null, leaves it to the client.</value>
    public bool? Dpop
    {
        get;
        init
        {
            field = value;
            ClientFeatures.Carry();
        }
    }

    /// <summary>No token: <see cref="AnonymousAttribute"/>.</summary>
    public static ApiPolicy Anonymous { get; } = new(TokenPolicy.Anonymous);

    /// <summary>The caller's token: <see cref="AccessTokenAttribute"/>.</summary>
    public static ApiPolicy AccessToken { get; } = new(TokenPolicy.CallerSupplied);

    internal bool NeedsClient => _grant is not null;

    internal bool IsCallerSupplied => _fixed == TokenPolicy.CallerSupplied;

    internal TokenPolicy Resolve(OAuthApiOptions options, Func<ApiPolicy, TokenGrant, TokenPolicy> policyOf) =>
        _fixed ?? policyOf(this, _grant!.WithDefaults(options.Scope, options.Resource, options.Audience));
}
