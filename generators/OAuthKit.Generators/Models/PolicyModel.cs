namespace OAuthKit.Generators;

/// <summary>
/// How the calls of a method get their token: by a grant with what it asks for, or by a policy that OAuthKit knows by
/// name and that asks for nothing.
/// </summary>
/// <param name="PerCall">Whether the calls bring a resource or a tenant, which makes another policy of it.</param>
internal sealed record PolicyModel(GrantModel Grant, TokenRequestModel Request, bool PerCall = false)
{
    /// <summary>Whether both stand for the same token: scopes and resources count as sets.</summary>
    public bool IsSameAs(PolicyModel other) => Grant == other.Grant && PerCall == other.PerCall && (!Grant.Requests || Request.IsSameAs(other.Request));
}
