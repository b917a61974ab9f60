namespace OAuthKit.Generators;

/// <summary>
/// What a grant attribute means in generated code.
/// </summary>
/// <param name="Attribute">The attribute's full name.</param>
/// <param name="Requests">Whether a token is requested, so that scopes and the like have a use.</param>
/// <param name="Code">The type of the request for a token, or else the policy itself.</param>
internal sealed record GrantModel(string Attribute, bool Requests, string Code)
{
    public static readonly GrantModel AccessToken = new(AttributeNames.AccessToken, false, "global::OAuthKit.ApiPolicy.AccessToken");

    public static readonly GrantModel Anonymous = new(AttributeNames.Anonymous, false, "global::OAuthKit.ApiPolicy.Anonymous");

    private static readonly GrantModel[] _all =
    [
        new(AttributeNames.ClientCredentials, true, "global::OAuthKit.ClientCredentialsGrant"),
        new(AttributeNames.AuthorizationCode, true, "global::OAuthKit.AuthorizationCodeSignIn"),
        new(AttributeNames.DeviceCode, true, "global::OAuthKit.DeviceCodeSignIn"),
        new(AttributeNames.Backchannel, true, "global::OAuthKit.BackchannelSignIn"),
        new(AttributeNames.TokenExchange, true, "global::OAuthKit.TokenExchangeRequest"),
        new(AttributeNames.JwtBearer, true, "global::OAuthKit.JwtBearerRequest"),
        AccessToken,
        Anonymous,
    ];

    public static GrantModel? Find(string? attribute) => Array.Find(_all, grant => grant.Attribute == attribute);
}
