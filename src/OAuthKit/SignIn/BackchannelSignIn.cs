using System.ComponentModel;

namespace OAuthKit;

/// <summary>What <see cref="BackchannelAttribute"/> asks for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BackchannelSignIn : UserSignIn;
