using System.ComponentModel;

namespace OAuthKit;

/// <summary>What <see cref="JwtBearerAttribute"/> asks for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JwtBearerRequest : SubjectRequest;
