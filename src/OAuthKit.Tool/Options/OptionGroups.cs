using System.CommandLine;

namespace OAuthKit.Tool.Options;

/// <summary>Which options belong together.</summary>
internal static class OptionGroups
{
    public static Option[] Server =>
    [
        ToolOptions.Issuer, ToolOptions.TokenEndpoint, ToolOptions.AuthorizationEndpoint, ToolOptions.DeviceEndpoint, ToolOptions.CibaEndpoint, ToolOptions.ParEndpoint, ToolOptions.UserInfoEndpoint, ToolOptions.IntrospectionEndpoint,
        ToolOptions.RevocationEndpoint, ToolOptions.RegistrationEndpoint, ToolOptions.JwksUri,
    ];

    public static Option[] Client => [ToolOptions.ClientId, ToolOptions.ClientSecret, ToolOptions.ClientSecretEnv, ToolOptions.PrivateKey, ToolOptions.Certificate, ToolOptions.CertificateKey, ToolOptions.AuthMethod, ToolOptions.AssertionAlg, ToolOptions.Dpop];

    public static Option[] Answers => [ToolOptions.IdTokenAlg, ToolOptions.UserInfoAlg, ToolOptions.AuthorizationResponseAlg, ToolOptions.DecryptionKey];

    public static Option[] Target => [ToolOptions.Scope, ToolOptions.Resource, ToolOptions.Audience, ToolOptions.Param];

    public static Option[] SignIn => [ToolOptions.RedirectUri, ToolOptions.ResponseMode, ToolOptions.ResponseType, ToolOptions.Par, ToolOptions.Jar, ToolOptions.MaxAge, ToolOptions.AcrValues, ToolOptions.LoginHint, ToolOptions.BrowserCommand, ToolOptions.NoBrowser];

    public static Option[] Ciba => [ToolOptions.Jar, ToolOptions.AcrValues, ToolOptions.LoginHint];

    public static Option[] RefreshTokens => [ToolOptions.RefreshToken, ToolOptions.RefreshTokenStdin, ToolOptions.RefreshTokenEnv];

    public static Option[] Tokens => [ToolOptions.Token, ToolOptions.TokenStdin, ToolOptions.TokenEnv];

    public static Option[] SubjectTokens => [ToolOptions.SubjectToken, ToolOptions.SubjectTokenStdin, ToolOptions.SubjectTokenEnv, ToolOptions.SubjectTokenType];

    public static Option[] Afterwards => [ToolOptions.UserInfo, ToolOptions.Refresh];

    public static Option[] General => [ToolOptions.Ca, ToolOptions.Timeout, ToolOptions.Json, ToolOptions.ShowTokens, ToolOptions.Verbose, ToolOptions.AllowHttp];
}
