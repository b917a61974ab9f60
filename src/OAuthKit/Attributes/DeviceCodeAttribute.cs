namespace OAuthKit;

/// <summary>
/// The calls use a token of the user, who signs in on another device with a code that this one shows
/// (<see href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</see>). On a method it replaces the grant of the interface.
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class DeviceCodeAttribute : Attribute;
