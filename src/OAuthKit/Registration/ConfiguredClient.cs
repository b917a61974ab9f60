using System.Runtime.CompilerServices;

namespace OAuthKit;

/// <summary>
/// One client as it is registered at a server. Attributes decide what tokens are bound to, and an <see cref="OAuthClient"/> binds
/// all of its tokens alike: so there is one for each way that is in use, over the same server, credential and tokens.
/// </summary>
internal sealed class ConfiguredClient(OAuthClientOptions options, Func<SenderConstraint, OAuthClient> create) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly OAuthClient?[] _clients = new OAuthClient?[3];
    private bool _isDisposed;

    private readonly ConditionalWeakTable<TokenGrant, TokenPolicy> _policies = [];

    public OAuthClientOptions Options => options;

    /// <summary>The client as it is registered for tenants; null for one that is itself that of a tenant.</summary>
    public ClientTenants? Tenants { get; init; }

    /// <summary>Whether tokens may be renewed ahead of their end. Those of a tenant that was found may not: nobody tells when it leaves.</summary>
    public bool RenewsAhead { get; init; } = true;

    /// <summary>The client as its options say.</summary>
    public OAuthClient Default => Of(options.EffectiveConstraint);

    public OAuthClient Of(SenderConstraint constraint)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _clients[(int)constraint] ??= create(constraint);
        }
    }

    /// <summary>The policy of an API's calls, made once for each grant.</summary>
    public TokenPolicy PolicyOf(TokenGrant grant, SenderConstraint constraint, string api) =>
        _policies.GetValue(grant, asked => new(Of(constraint), asked, api) { RenewsAhead = RenewsAhead });

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var client in _clients)
            {
                client?.Dispose();
            }
        }
    }
}
