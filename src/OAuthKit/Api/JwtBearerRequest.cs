using System.ComponentModel;

namespace OAuthKit;

/// <summary>What <see cref="JwtBearerAttribute"/> asks for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JwtBearerRequest : SubjectRequest
{
    internal override SubjectGrant CreateGrant() => new SubjectAssertionGrant { Scope = Scope, Resource = Resource, Audience = Audience, Parameters = Parameters };
}
