using System.ComponentModel;

namespace OAuthKit;

/// <summary>What <see cref="AuthorizationCodeAttribute"/> asks for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AuthorizationCodeSignIn : UserSignIn;
