namespace OAuthKit;

/// <summary>Claims about a user (OpenID Connect Core section 5.1).</summary>
internal static class ClaimNames
{
    public const string Email = "email";
    public const string EmailVerified = "email_verified";
    public const string Name = "name";
    public const string PreferredUsername = "preferred_username";
}
