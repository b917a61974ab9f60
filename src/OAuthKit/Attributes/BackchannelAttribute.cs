namespace OAuthKit;

/// <summary>
/// The calls use a token of the user, whom the authorization server asks on a device of theirs
/// (<see href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html">OpenID CIBA Core 1.0</see>).
/// On a method it replaces the grant of the interface.
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class BackchannelAttribute : Attribute;
