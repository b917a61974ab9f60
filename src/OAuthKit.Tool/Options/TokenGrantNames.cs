namespace OAuthKit.Tool.Options;

/// <summary>The grants, as the command line names them.</summary>
internal static class TokenGrantNames
{
    public const string ClientCredentials = "client-credentials";
    public const string AuthorizationCode = "authorization-code";
    public const string DeviceCode = "device-code";
    public const string Ciba = "ciba";
    public const string Refresh = "refresh";
    public const string TokenExchange = "token-exchange";
    public const string JwtBearer = "jwt-bearer";
    public const string Password = "password";

    public static string[] All => [ClientCredentials, AuthorizationCode, DeviceCode, Ciba, Refresh, TokenExchange, JwtBearer, Password];
}
