using System.ComponentModel;

namespace OAuthKit;

/// <summary>What the attributes of a method say about its token. Generated code makes these, one for each distinct policy of an API.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiPolicy
{
    private readonly TokenPolicy? _fixed;
    private readonly TokenGrant? _grant;
    private readonly PerCallPolicies? _calls;

    /// <summary>A token from a grant. What the grant leaves out of scope, resource and audience, the configuration of the API fills in.</summary>
    /// <param name="grant">What the attributes ask for.</param>
    public ApiPolicy(TokenGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        _grant = grant;
    }

    /// <summary>A token that is had for the one of the subject of each call.</summary>
    /// <param name="request">What the attributes ask for.</param>
    public ApiPolicy(SubjectRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        _grant = request.CreateGrant();
        _calls = PerCallPolicies.Instance;
    }

    /// <summary>A token of a user, who signs in.</summary>
    /// <param name="signIn">What the attributes ask for.</param>
    public ApiPolicy(UserSignIn signIn)
    {
        ArgumentNullException.ThrowIfNull(signIn);
        _grant = signIn.CreateGrant();
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

    /// <summary>Whether calls bring a tenant or a resource of their own.</summary>
    /// <value>The default is false.</value>
    public bool PerCall
    {
        get => _calls is not null;
        init => _calls = value ? PerCallPolicies.Instance : null;
    }

    /// <summary>No token: <see cref="AnonymousAttribute"/>.</summary>
    public static ApiPolicy Anonymous { get; } = new(TokenPolicy.Anonymous);

    /// <summary>The caller's token: <see cref="AccessTokenAttribute"/>.</summary>
    public static ApiPolicy AccessToken { get; } = new(TokenPolicy.CallerSupplied);

    internal bool NeedsClient => _fixed is null;

    /// <summary>Whether it is a token of a user, who signs in.</summary>
    internal bool AsksUser => _grant is SignInGrant;

    internal bool IsCallerSupplied => _fixed == TokenPolicy.CallerSupplied;

    /// <summary>Whether the token is had on the behalf of a call's subject.</summary>
    internal bool IsOfSubject => _grant is SubjectGrant;

    /// <summary>Whether the token is asked for anew for whatever scope is wanted. A user who signs in isn't asked again.</summary>
    internal bool TakesScopes => _grant is not null and not SignInGrant;

    internal TokenPolicy Resolve(string api, OAuthApiOptions options, ApiClients clients, CallBinding? binding = null)
    {
        if (_fixed is not null)
        {
            return _fixed;
        }

        var grant = _grant!.WithDefaults(options.Scope, options.Resource, options.Audience);
        grant = binding?.Scope is { } scope && TakesScopes ? grant.WithScope(scope) : grant;
        return (_calls ?? binding?.Calls) is { } calls ? new(api, calls.Create(api, this, grant, clients)) : clients.PolicyOf(this, grant);
    }
}
