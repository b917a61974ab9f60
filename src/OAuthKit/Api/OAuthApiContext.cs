using System.ComponentModel;

namespace OAuthKit;

/// <summary>What a generated client is made from. Generated code alone uses it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OAuthApiContext
{
    private readonly HttpClient _http;
    private readonly ApiSettings _settings;
    private readonly CallBinding _binding;

    internal OAuthApiContext(HttpClient http, ApiSettings settings)
        : this(http, settings, new CallBinding())
    {
    }

    private OAuthApiContext(HttpClient http, ApiSettings settings, CallBinding binding)
    {
        _http = http;
        _settings = settings;
        _binding = binding;
    }

    /// <summary>The client whose requests carry the token of one policy.</summary>
    /// <typeparam name="T">The annotated interface.</typeparam>
    /// <param name="policy">The number of the policy, as given to <see cref="OAuthApi{TApi, TClient, TOptions}"/>.</param>
    /// <returns>A client that is cheap to make and shares the connections of the API.</returns>
    public T Client<T>(int policy)
        where T : class =>
        RefitBridge.CreateClient<T>(_http, _settings.Of(policy, _binding));

    /// <summary>The same for calls with a caller's token: those under <see cref="AccessTokenAttribute"/> that don't bring one of their own.</summary>
    /// <param name="token">The token.</param>
    /// <returns>A context to make a bound client from.</returns>
    public OAuthApiContext WithAccessToken(AccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new(_http, _settings, _binding with { AccessToken = token });
    }

    /// <summary>The same for calls on somebody's behalf: those under <see cref="TokenExchangeAttribute"/> and <see cref="JwtBearerAttribute"/> that don't bring a subject of their own.</summary>
    /// <param name="subject">On whose behalf.</param>
    /// <param name="actor">Who acts, where that is somebody else.</param>
    /// <returns>A context to make a bound client from.</returns>
    public OAuthApiContext OnBehalfOf(SubjectToken subject, ActorToken? actor = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return new(_http, _settings, _binding with { Subject = subject, Actor = actor });
    }

    /// <summary>The same with other scopes, in place of those that attributes and configuration say.</summary>
    /// <param name="scopes">The scopes, one at least.</param>
    /// <returns>A context to make a bound client from.</returns>
    /// <exception cref="ArgumentException">There is no scope, or one is malformed.</exception>
    public OAuthApiContext WithScopes(params string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        ArgumentOutOfRangeException.ThrowIfZero(scopes.Length, nameof(scopes));
        foreach (var scope in scopes)
        {
            ArgumentException.ThrowIfNullOrEmpty(scope, nameof(scopes));
            if (scope.Contains(' '))
            {
                throw new ArgumentException("Each scope is an argument of its own.", nameof(scopes));
            }
        }

        return new(_http, _settings, _binding with { Scope = ScopeText.Validate(string.Join(' ', scopes)) });
    }

    /// <summary>The same for a tenant: the tokens are asked for as the client is registered for it.</summary>
    /// <param name="tenant">The name of the tenant, which is looked up when a call is made.</param>
    /// <returns>A context to make a bound client from.</returns>
    /// <exception cref="ArgumentException">That can't be the name of a tenant: at most 100 ASCII letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</exception>
    public OAuthApiContext ForTenant(string tenant)
    {
        return new(_http, _settings, _binding with { Tenant = TenantName.Check(tenant, nameof(tenant)), Calls = PerCallPolicies.Instance });
    }
}
