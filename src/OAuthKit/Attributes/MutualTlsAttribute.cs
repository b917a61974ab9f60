namespace OAuthKit;

/// <summary>
/// The tokens are bound to a certificate, which the API sees in TLS with every call
/// (<see href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705 section 3</see>). The configuration of the client names the
/// certificate (<c>Certificate:Path</c>); no other origin than the API's sees it. It holds for the whole interface, since each
/// certificate has connections of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class MutualTlsAttribute : Attribute;
