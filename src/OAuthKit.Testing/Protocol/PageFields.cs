namespace OAuthKit.Testing;

/// <summary>The fields of the page on which a user in a browser signs in.</summary>
internal static class PageFields
{
    public const string Approve = "approve";
    public const string Decision = "decision";
    public const string Deny = "deny";
    public const string Password = "password";
    public const string Ticket = "ticket";
    public const string User = "username";
}
