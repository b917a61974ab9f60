namespace OAuthKit;

/// <summary>
/// The caller supplies the access token: by a parameter <c>[Property(OAuthParameter.AccessToken)] AccessToken token</c>, or
/// once for all calls by the generated <c>WithAccessToken</c>. OAuthKit sends it to the API's own origin only, and never
/// renews it. A call without a token throws and isn't sent.
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class AccessTokenAttribute : Attribute;
