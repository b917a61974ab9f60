using Microsoft.Extensions.DependencyInjection;

namespace OAuthKit;

/// <summary>One registration of an API in one container: its options, frozen when it is first used, and the settings of its policies.</summary>
internal sealed class ApiInstance(IServiceProvider services, OptionsSource source, Func<OAuthApiOptions, ApiClients, ApiSettings> createSettings, ApiNeeds needs) : ApiClients
{
    private readonly Lock _gate = new();
    private readonly Func<TokenGrant, TokenPolicy>?[] _discovered = new Func<TokenGrant, TokenPolicy>?[3];
    private readonly List<UserSession> _sessions = [];
    private volatile ApiSettings? _settings;
    private ConfiguredClient? _client;
    private SourcePolicies? _own;

    public OAuthApiOptions Options { get; } = (OAuthApiOptions)source.Read();

    /// <summary>Made once; a failure isn't kept, since the configuration may be put right while the program runs.</summary>
    public ApiSettings Settings => _settings ?? Create();

    /// <summary>The sign-ins of its users, which are there once <see cref="Settings"/> are.</summary>
    public UserSession[] Sessions
    {
        get
        {
            lock (_gate)
            {
                return [.. _sessions];
            }
        }
    }

    /// <summary>The certificate that the API sees; null where it sees none.</summary>
    public ClientCertificate? Certificate
    {
        get
        {
            lock (_gate)
            {
                var options = IsGivenInPlace ? Options : GetClient().Options;
                return needs.ShowsCertificate(options) ? options.Certificate : null;
            }
        }
    }

    /// <summary>Whether there are tenants that may have a certificate of their own, which the API is to see.</summary>
    public bool MayShowCertificatesOfTenants
    {
        get
        {
            lock (_gate)
            {
                return !IsGivenInPlace && ClientFeatures.Available is not null
                    && (HasCertificate(GetClient().Options.Tenants) || services.GetService<IClientRegistrationSource>() is not null);
            }
        }
    }

    // Found by its metadata, or none at all, or not used: there is no client of the container behind it.
    private bool IsGivenInPlace => Options.TokenSource is not null
        || (Options.Client is null && (needs.Discovery is not null || !Options.StatesMoreThanCertificate));

    private static bool HasCertificate(IEnumerable<KeyValuePair<string, OAuthClientOptions>> tenants)
    {
        foreach (var (_, tenant) in tenants)
        {
            if (tenant.Certificate is not null)
            {
                return true;
            }
        }

        return false;
    }

    private ApiSettings Create()
    {
        lock (_gate)
        {
            if (_settings is { } made)
            {
                return made;
            }

            // Those of an attempt that failed.
            _sessions.Clear();
            return _settings = createSettings(Options, this);
        }
    }

    public override TokenPolicy PolicyOf(ApiPolicy policy, TokenGrant grant)
    {
        lock (_gate)
        {
            return CreatePolicy(policy, grant);
        }
    }

    public override ValueTask<TokenPolicy> PolicyOfAsync(ApiPolicy policy, TokenGrant grant, string tenant, CancellationToken cancellationToken)
    {
        ClientTenants tenants;
        lock (_gate)
        {
            if (OwnPolicies() is { } own)
            {
                return own.PolicyOfAsync(policy, grant, tenant, cancellationToken);
            }

            if (needs.Discovery is not null)
            {
                throw new InvalidOperationException($"The API \"{needs.Api}\" says itself which authorization server gives out its tokens (FromResourceMetadata), so it has no tenants. Nothing was sent.");
            }

            tenants = GetClient().Tenants!;
        }

        var pending = tenants.GetAsync(tenant, cancellationToken);
        return pending.IsCompletedSuccessfully ? new(Of(pending.Result)) : WaitAsync(pending);

        async ValueTask<TokenPolicy> WaitAsync(ValueTask<ConfiguredClient> found) => Of(await found.ConfigureAwait(false));

        TokenPolicy Of(ConfiguredClient client) => client.PolicyOf(grant, needs.ConstraintOf(policy, client.Options), needs.Api);
    }

    private SourcePolicies? OwnPolicies() => Options.TokenSource is { } tokens
        ? _own ??= new SourcePolicies(tokens, services.GetRequiredService<TokenManager>(), needs.Api, needs.MutualTls)
        : null;

    private TokenPolicy CreatePolicy(ApiPolicy policy, TokenGrant grant)
    {
        if (OwnPolicies() is { } own)
        {
            return own.PolicyOf(policy, grant);
        }

        if (needs.Discovery is not { } discovery)
        {
            var client = GetClient();
            var bound = client.Of(needs.ConstraintOf(policy, client.Options));
            return grant is SignInGrant signIn ? CreateSession(signIn, bound) : new(bound, grant, needs.Api);
        }

        if (grant is SignInGrant)
        {
            throw new InvalidOperationException($"The API \"{needs.Api}\" {SignInOptions.AsksUser}, which needs an authorization server that is configured, and not FromResourceMetadata.");
        }

        var constraint = needs.ConstraintOf(policy, Options);
        var policyOf = _discovered[(int)constraint] ??= discovery.CreatePolicies(services, source, constraint, needs.Api);
        return policyOf(grant);
    }

    private TokenPolicy CreateSession(SignInGrant signIn, OAuthClient client)
    {
        var options = Options.SignIn.WithRedirectUri(GetClient().Options.RedirectUri);
        var session = signIn.CreateSession(client, services.GetRequiredService<TokenManager>(), needs.Api, options, services);
        lock (_gate)
        {
            // Values that come with calls ask for the same again and again.
            if (!_sessions.Contains(session))
            {
                _sessions.Add(session);
            }
        }

        return session.Policy;
    }

    private ConfiguredClient GetClient()
    {
        var registry = services.GetRequiredService<ClientRegistry>();
        return _client ??= Options.Client is { } name ? registry.Get(name) : registry.Create(source);
    }
}
