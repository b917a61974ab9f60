using System.ComponentModel;

namespace OAuthKit;

/// <summary>What <see cref="TokenExchangeAttribute"/> asks for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TokenExchangeRequest : SubjectRequest
{
    internal override SubjectGrant CreateGrant() => new SubjectExchangeGrant { Scope = Scope, Resource = Resource, Audience = Audience, Parameters = Parameters };
}
