namespace OAuthKit;

/// <summary>Claims about an authentication (OpenID Connect Core section 2) and about a user (section 5.1).</summary>
internal static class ClaimNames
{
    public const string Acr = "acr";
    public const string Amr = "amr";
    public const string AtHash = "at_hash";
    public const string AuthTime = "auth_time";
    public const string Azp = "azp";
    public const string CHash = "c_hash";
    public const string Events = "events";
    public const string Nonce = "nonce";
    public const string SHash = "s_hash";
    public const string Sid = "sid";
    public const string Tid = "tid";

    public const string Email = "email";
    public const string EmailVerified = "email_verified";
    public const string Name = "name";
    public const string PreferredUsername = "preferred_username";
}
