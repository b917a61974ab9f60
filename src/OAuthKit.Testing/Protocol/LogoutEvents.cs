namespace OAuthKit.Testing;

internal static class LogoutEvents
{
    public const string Backchannel = "http://schemas.openid.net/event/backchannel-logout";
}
