namespace OAuthKit.Testing;

/// <summary>The values of <c>prompt</c> (OpenID Connect Core section 3.1.2.1).</summary>
internal static class PromptValues
{
    public const string Consent = "consent";
    public const string Login = "login";
    public const string None = "none";
    public const string SelectAccount = "select_account";
}
