namespace OAuthKit;

/// <summary>What a call brings in the options of its request, by the keys of <see cref="OAuthParameter"/>.</summary>
internal static class CallValues
{
    public static SubjectToken Subject(HttpRequestMessage request) =>
        Find<SubjectToken>(request, OAuthParameter.SubjectToken)
            ?? throw new InvalidOperationException("The token of this call is had on somebody's behalf, and nobody says whose, so nothing was sent. Pass the subject by [Property(OAuthParameter.SubjectToken)] SubjectToken, or by OnBehalfOf.");

    public static ActorToken? Actor(HttpRequestMessage request) => Find<ActorToken>(request, OAuthParameter.ActorToken);

    /// <summary>The resource of the call; null where the policy says it.</summary>
    public static string? Resource(HttpRequestMessage request) => Find<string>(request, OAuthParameter.Resource);

    /// <summary>The tenant of the call; null where calls bring none.</summary>
    public static string? Tenant(HttpRequestMessage request) =>
        !((IDictionary<string, object?>)request.Options).ContainsKey(OAuthParameter.Tenant) ? null
            : TenantName.Check(
                Find<string>(request, OAuthParameter.Tenant) ?? throw new InvalidOperationException("This call is made for a tenant, and nobody says which, so nothing was sent. Pass its name by [Property(OAuthParameter.Tenant)] string, or by ForTenant."),
                OAuthParameter.Tenant);

    private static T? Find<T>(HttpRequestMessage request, string key)
        where T : class =>
        !((IDictionary<string, object?>)request.Options).TryGetValue(key, out var value) || value is null ? null
            : value as T ?? throw new InvalidOperationException($"The value of {key} is a {value.GetType().Name} where a {typeof(T).Name} is meant, so nothing was sent.");
}
