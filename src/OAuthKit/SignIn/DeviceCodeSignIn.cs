using System.ComponentModel;

namespace OAuthKit;

/// <summary>What <see cref="DeviceCodeAttribute"/> asks for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DeviceCodeSignIn : UserSignIn;
