using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace OAuthKit.Testing;

/// <summary>An endpoint where a client asks for an authorization that a user gives elsewhere, while the client polls the token endpoint.</summary>
public abstract class UserApprovalEndpoint : ClientEndpoint
{
    private static readonly TimeSpan _defaultInterval = TimeSpan.FromSeconds(5);

    private readonly SecretTable<PendingAuthorization> _byCode = new();
    private ImmutableList<PendingAuthorization> _authorizations = [];

    private protected UserApprovalEndpoint(TestAuthorizationServer server, string name, string path, TimeSpan lifetime)
        : base(server, name, path)
    {
        Lifetime = lifetime;
    }

    /// <summary>What the user does, where the test doesn't decide with <see cref="PendingAuthorization"/>.</summary>
    /// <value>Default: the user approves before the first poll.</value>
    public UserDecision Decision { get; set; } = UserDecision.Approve();

    /// <summary>The <c>interval</c> of the answer, in whole seconds. A poll that comes sooner by the host's clock is told <c>slow_down</c>.</summary>
    /// <value>Default: 5 seconds. Null leaves it out of the answer and wants 5 seconds all the same.</value>
    public TimeSpan? Interval { get; set; } = _defaultInterval;

    /// <summary>How long the user has, in whole seconds.</summary>
    /// <value>Default: 10 minutes for devices, 2 minutes for the back channel.</value>
    public TimeSpan Lifetime { get; set; }

    /// <summary>The authorizations that were asked for so far, in order: a snapshot.</summary>
    public IReadOnlyList<PendingAuthorization> Authorizations => Volatile.Read(ref _authorizations);

    internal PendingAuthorization? FindCode(string code) => _byCode.Find(code);

    private protected TimeSpan RequiredInterval => Interval ?? _defaultInterval;

    private protected void Add(PendingAuthorization authorization)
    {
        _byCode.Add(authorization.Code, authorization);
        ImmutableInterlocked.Update(ref _authorizations, all => all.Add(authorization));
    }

    private protected static TestResponse? Refuse(TestClient client, string grantType) => client.MayUse(grantType)
        ? null
        : TestResponse.Error(ErrorCodes.UnauthorizedClient, "The client may not use this grant.");

    private protected static TestResponse Answer(JsonObject json, TimeSpan? interval)
    {
        if (interval is { } time)
        {
            json[ParameterNames.Interval] = (long)time.TotalSeconds;
        }

        return TestResponse.Json(json).WithHeader(HeaderNames.CacheControl, "no-store");
    }
}
