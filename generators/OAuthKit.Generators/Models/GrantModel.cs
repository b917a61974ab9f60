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
    public static readonly GrantModel AccessToken = new(AttributeNames.AccessToken, false, CallUse.AccessToken, "OAK::ApiPolicy.AccessToken");

    public static readonly GrantModel Anonymous = new(AttributeNames.Anonymous, false, CallUse.None, "OAK::ApiPolicy.Anonymous");

    private static readonly GrantModel[] _all =
    [
        new(AttributeNames.ClientCredentials, true, CallUse.Request, "OAK::ClientCredentialsGrant"),
        new(AttributeNames.AuthorizationCode, true, CallUse.None, "OAK::AuthorizationCodeSignIn"),
        new(AttributeNames.DeviceCode, true, CallUse.None, "OAK::DeviceCodeSignIn"),
        new(AttributeNames.Backchannel, true, CallUse.None, "OAK::BackchannelSignIn"),
        new(AttributeNames.TokenExchange, true, CallUse.Request | CallUse.Subject | CallUse.Actor, "OAK::TokenExchangeRequest"),
        new(AttributeNames.JwtBearer, true, CallUse.Request | CallUse.Subject, "OAK::JwtBearerRequest"),
        AccessToken,
        Anonymous,
    ];

    public static GrantModel? Find(string? attribute) => Array.Find(_all, grant => grant.Attribute == attribute);
}
