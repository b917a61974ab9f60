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
}
