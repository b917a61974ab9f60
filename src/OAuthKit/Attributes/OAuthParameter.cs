namespace OAuthKit;

/// <summary>
/// The keys of per-call values. Each marks a parameter of an interface method by Refit's <c>[Property]</c> attribute, so
/// that the value reaches OAuthKit and is never sent to the API by itself.
/// </summary>
public static class OAuthParameter
{
    /// <summary>
    /// The token of a call under <see cref="AccessTokenAttribute"/>:
    /// <c>[Property(OAuthParameter.AccessToken)] AccessToken token</c>.
    /// </summary>
    public const string AccessToken = "OAuthKit.AccessToken";

    /// <summary>
    /// On whose behalf a call under <see cref="TokenExchangeAttribute"/> or <see cref="JwtBearerAttribute"/> is made:
    /// <c>[Property(OAuthParameter.SubjectToken)] SubjectToken user</c>.
    /// </summary>
    public const string SubjectToken = "OAuthKit.SubjectToken";

    /// <summary>
    /// Who acts in a call under <see cref="TokenExchangeAttribute"/>, where that isn't the subject:
    /// <c>[Property(OAuthParameter.ActorToken)] ActorToken? actor</c>.
    /// </summary>
    public const string ActorToken = "OAuthKit.ActorToken";

    /// <summary>
    /// The resource that the token of a call is for, in place of those of <see cref="ResourceAttribute"/>; null leaves those:
    /// <c>[Property(OAuthParameter.Resource)] string resource</c>.
    /// </summary>
    public const string Resource = "OAuthKit.Resource";

    /// <summary>
    /// The tenant for which a call is made: its token is asked for as the client is registered for the tenant. A call without one
    /// throws, also where the value is null: <c>[Property(OAuthParameter.Tenant)] string tenant</c>.
    /// </summary>
    public const string Tenant = "OAuthKit.Tenant";
}
