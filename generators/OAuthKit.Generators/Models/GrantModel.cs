namespace OAuthKit.Generators;

/// <summary>
/// What a grant attribute means in generated code.
/// </summary>
/// <param name="Attribute">The attribute's full name.</param>
/// <param name="Requests">Whether a token is requested, so that scopes and the like have a use.</param>
/// <param name="Use">What calls can bring for it.</param>
/// <param name="Code">The type of the request for a token, or else the policy itself.</param>
internal sealed record GrantModel(string Attribute, bool Requests, CallUse Use, string Code)
{
    public static readonly GrantModel AccessToken = new(AttributeNames.AccessToken, false, CallUse.AccessToken, "global::OAuthKit.ApiPolicy.AccessToken");

    public static readonly GrantModel Anonymous = new(AttributeNames.Anonymous, false, CallUse.None, "global::OAuthKit.ApiPolicy.Anonymous");

    private static readonly GrantModel[] _all =
    [
        new(AttributeNames.ClientCredentials, true, CallUse.Request, "global::OAuthKit.ClientCredentialsGrant"),
        new(AttributeNames.AuthorizationCode, true, CallUse.None, "global::OAuthKit.AuthorizationCodeSignIn"),
        new(AttributeNames.DeviceCode, true, CallUse.None, "global::OAuthKit.DeviceCodeSignIn"),
        new(AttributeNames.Backchannel, true, CallUse.None, "global::OAuthKit.BackchannelSignIn"),
        new(AttributeNames.TokenExchange, true, CallUse.Request | CallUse.Subject | CallUse.Actor, "global::OAuthKit.TokenExchangeRequest"),
        new(AttributeNames.JwtBearer, true, CallUse.Request | CallUse.Subject, "global::OAuthKit.JwtBearerRequest"),
        AccessToken,
        Anonymous,
    ];

    public static GrantModel? Find(string? attribute) => Array.Find(_all, grant => grant.Attribute == attribute);
}
