using Microsoft.CodeAnalysis;

namespace OAuthKit.Generators;

/// <summary>The attributes of OAuthKit and of Refit that the generator and the analyzers read.</summary>
internal static class AttributeNames
{
    public const string OAuth2Api = "OAuthKit.OAuth2ApiAttribute";
    public const string ClientCredentials = "OAuthKit.ClientCredentialsAttribute";
    public const string AuthorizationCode = "OAuthKit.AuthorizationCodeAttribute";
    public const string DeviceCode = "OAuthKit.DeviceCodeAttribute";
    public const string Backchannel = "OAuthKit.BackchannelAttribute";
    public const string TokenExchange = "OAuthKit.TokenExchangeAttribute";
    public const string JwtBearer = "OAuthKit.JwtBearerAttribute";
    public const string AccessToken = "OAuthKit.AccessTokenAttribute";
    public const string Anonymous = "OAuthKit.AnonymousAttribute";
    public const string Scopes = "OAuthKit.ScopesAttribute";
    public const string Resource = "OAuthKit.ResourceAttribute";
    public const string Audience = "OAuthKit.AudienceAttribute";
    public const string Dpop = "OAuthKit.DpopAttribute";
    public const string MutualTls = "OAuthKit.MutualTlsAttribute";
    public const string Vendor = "OAuthKit.VendorAttribute";
    public const string Auth0 = "OAuthKit.Auth0Attribute";
    public const string EntraId = "OAuthKit.EntraIdAttribute";
    public const string TokenParameter = "OAuthKit.TokenParameterAttribute";

    /// <summary>The full name of the attribute's class, for classes that stand in a namespace one level deep.</summary>
    public static string? FullName(this AttributeData attribute) => attribute.AttributeClass is { ContainingType: null } type
        && type.ContainingNamespace is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: true } space
            ? space.Name + "." + type.Name
            : null;

    public static AttributeData? Attribute(this ISymbol symbol, string fullName)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.FullName() == fullName)
            {
                return attribute;
            }
        }

        return null;
    }
}
