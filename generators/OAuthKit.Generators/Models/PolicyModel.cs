namespace OAuthKit.Generators;

/// <summary>
/// How the calls of a method get their token: by a grant with what it asks for, or by a policy that OAuthKit knows by
/// name and that asks for nothing.
/// </summary>
internal sealed record PolicyModel(GrantModel Grant, TokenRequestModel Request)
{
    /// <summary>Whether both stand for the same token: scopes and resources count as sets.</summary>
    public bool IsSameAs(PolicyModel other) => Grant == other.Grant && (!Grant.Requests || Request.IsSameAs(other.Request));
}
