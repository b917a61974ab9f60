namespace OAuthKit;

/// <summary>Tokens of a user pool of Amazon Cognito; see <see cref="Vendors.Cognito"/>.</summary>
/// <param name="userPoolId">The identifier of the user pool. The default, null, is that of the configuration (<c>UserPoolId</c>).</param>
public sealed class CognitoAttribute(string? userPoolId = null) : VendorAttribute
{
    /// <summary>The user pool.</summary>
    public string? UserPoolId { get; } = userPoolId;

    /// <inheritdoc/>
    public override VendorProfile Profile => Vendors.Cognito(UserPoolId);
}
