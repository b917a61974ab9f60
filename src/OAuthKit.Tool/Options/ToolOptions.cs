using System.CommandLine;

namespace OAuthKit.Tool.Options;

/// <summary>The options, each said once. A command takes the groups that mean something to it.</summary>
internal static class ToolOptions
{
    public static Option<string> Issuer { get; } = Text("--issuer", "URL", "The authorization server, exactly as it names itself. Its endpoints are discovered.");

    public static Option<string> TokenEndpoint { get; } = Text("--token-endpoint", "URL", "The token endpoint, in place of the discovered one.");

    public static Option<string> AuthorizationEndpoint { get; } = Text("--authorization-endpoint", "URL", "The authorization endpoint.");

    public static Option<string> DeviceEndpoint { get; } = Text("--device-authorization-endpoint", "URL", "The device authorization endpoint.");

    public static Option<string> CibaEndpoint { get; } = Text("--backchannel-authentication-endpoint", "URL", "The backchannel authentication endpoint (CIBA).");

    public static Option<string> ParEndpoint { get; } = Text("--pushed-authorization-request-endpoint", "URL", "The endpoint for pushed authorization requests.");

    public static Option<string> UserInfoEndpoint { get; } = Text("--userinfo-endpoint", "URL", "The UserInfo endpoint.");

    public static Option<string> IntrospectionEndpoint { get; } = Text("--introspection-endpoint", "URL", "The introspection endpoint.");

    public static Option<string> RevocationEndpoint { get; } = Text("--revocation-endpoint", "URL", "The revocation endpoint.");

    public static Option<string> RegistrationEndpoint { get; } = Text("--registration-endpoint", "URL", "The registration endpoint.");

    public static Option<string> JwksUri { get; } = Text("--jwks-uri", "URL", "The address of the server's keys.");

    public static Option<string> ClientId { get; } = Text("--client-id", "ID", "The client identifier.");

    public static Option<string> ClientSecret { get; } = Text("--client-secret", "S", "The client secret. Others on this machine can see it here: prefer --client-secret-env.");

    public static Option<string> ClientSecretEnv { get; } = Text("--client-secret-env", "NAME", "The environment variable with the client secret.");

    public static Option<string> PrivateKey { get; } = Text("--private-key", "FILE", "The client's private key (JWK, PEM or PKCS #12), for private_key_jwt.");

    public static Option<string> Certificate { get; } = Text("--certificate", "FILE", "The client's certificate (PEM or PKCS #12), shown in TLS.");

    public static Option<string> CertificateKey { get; } = Text("--certificate-key", "FILE", "The private key of the certificate, where it is a file of its own.");

    public static Option<string> AuthMethod { get; } = OneOf("--auth-method", "How the client authenticates. By default: private_key_jwt with a private key, client_secret_basic with a secret, tls_client_auth with a certificate alone, else none.", "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth", "none");

    public static Option<string> AssertionAlg { get; } = Text("--assertion-alg", "ALG", "The algorithm of what the client signs, such as PS256.");

    public static Option<string> Scope { get; } = Text("--scope", "\"a b\"", "The scope to ask for.");

    public static Option<string[]> Resource { get; } = Many("--resource", "URI", "The API that the token is for (RFC 8707). May be repeated.");

    public static Option<string> Audience { get; } = Text("--audience", "A", "The audience that the token is for, where the server wants one.");

    public static Option<string[]> Param { get; } = Many("--param", "name=value", "A further parameter of the request. May be repeated.");

    public static Option<bool> Dpop { get; } = Flag("--dpop", "Bind the token to a key made for this run (RFC 9449).");

    public static Option<string> RedirectUri { get; } = Text("--redirect-uri", "URI", "The redirect URI as it is registered: http on 127.0.0.1 or [::1]. Without a port any free one is used.");

    public static Option<string> ResponseMode { get; } = OneOf("--response-mode", "How the answer comes back.", "query", "form_post", "jwt", "query.jwt", "form_post.jwt");

    public static Option<string> ResponseType { get; } = OneOf("--response-type", "What comes back with the browser.", "code", "code id_token");

    public static Option<bool> Par { get; } = Flag("--par", "Push the request to the server first (RFC 9126).");

    public static Option<string> Jar { get; } = Text("--jar", "FILE", "Sign the request with this private key (RFC 9101).");

    public static Option<int?> MaxAge { get; } = new("--max-age") { HelpName = "N", Description = "How many seconds ago the user may have signed in." };

    public static Option<string> AcrValues { get; } = Text("--acr-values", "V", "How the user is to be authenticated.");

    public static Option<string> LoginHint { get; } = Text("--login-hint", "H", "The user, by a name that the server knows.");

    public static Option<string> BrowserCommand { get; } = Text("--browser-command", "\"CMD {url}\"", "The program to open the browser with. No shell reads it.");

    public static Option<bool> NoBrowser { get; } = Flag("--no-browser", "Print the address to open, and wait for the answer.");

    public static Option<string> IdTokenAlg { get; } = Text("--id-token-alg", "ALG", "The algorithm that the server signs ID tokens with; RS256 by default.");

    public static Option<string> UserInfoAlg { get; } = Text("--userinfo-alg", "ALG", "The algorithm of signed UserInfo answers; plain JSON by default.");

    public static Option<string> AuthorizationResponseAlg { get; } = Text("--authorization-response-alg", "ALG", "The algorithm of signed authorization responses (JARM); RS256 by default.");

    public static Option<string> DecryptionKey { get; } = Text("--decryption-key", "FILE", "The private key (JWK or PEM) that encrypted ID tokens and answers are decrypted with.");

    public static Option<string> RefreshToken { get; } = Text("--refresh-token", "T", "The refresh token. Others on this machine can see it here: prefer --refresh-token-env.");

    public static Option<bool> RefreshTokenStdin { get; } = Flag("--refresh-token-stdin", "Read the refresh token from standard input.");

    public static Option<string> RefreshTokenEnv { get; } = Text("--refresh-token-env", "NAME", "The environment variable with the refresh token.");

    public static Option<string> Token { get; } = Text("--token", "T", "The token. Others on this machine can see it here: prefer --token-env.");

    public static Option<bool> TokenStdin { get; } = Flag("--token-stdin", "Read the token from standard input.");

    public static Option<string> TokenEnv { get; } = Text("--token-env", "NAME", "The environment variable with the token.");

    public static Option<string> SubjectToken { get; } = Text("--subject-token", "T", "The token to exchange. Others on this machine can see it here: prefer --subject-token-env.");

    public static Option<bool> SubjectTokenStdin { get; } = Flag("--subject-token-stdin", "Read the subject token from standard input.");

    public static Option<string> SubjectTokenEnv { get; } = Text("--subject-token-env", "NAME", "The environment variable with the subject token.");

    public static Option<string> SubjectTokenType { get; } = Text("--subject-token-type", "TYPE", "What the subject token is, such as id_token or a URN; access_token by default.");

    public static Option<string> Assertion { get; } = Text("--assertion", "FILE", "The file with the JWT assertion.");

    public static Option<string> Username { get; } = Text("--username", "U", "The name of the user.");

    public static Option<string> PasswordEnv { get; } = Text("--password-env", "NAME", "The environment variable with the user's password.");

    public static Option<bool> UserInfo { get; } = Flag("--userinfo", "Ask for claims about the user afterwards; the subject must be that of the ID token.");

    public static Option<bool> Refresh { get; } = Flag("--refresh", "Refresh the tokens afterwards, once.");

    public static Option<bool> Jwt { get; } = Flag("--jwt", "Ask for a signed answer (RFC 9701).");

    public static Option<string> Grant { get; } = Required(OneOf("--grant", "The grant to get the token with.", TokenGrantNames.All));

    public static Option<string> Body { get; } = Text("--body", "JSON", "The JSON body of the call; - reads it from standard input.");

    public static Option<string> Metadata { get; } = Required(Text("--metadata", "FILE", "The client's metadata as JSON (RFC 7591)."));

    public static Option<string> InitialAccessTokenEnv { get; } = Text("--initial-access-token-env", "NAME", "The environment variable with the token that allows the registration.");

    public static Option<string> As { get; } = OneOf("--as", "What the JWT is to be; id-token by default.", "id-token", "access-token", "logout-token", "userinfo", "introspection");

    public static Option<string> Alg { get; } = OneOf("--alg", "The algorithm of the key; ES256 by default.", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512");

    public static Option<string> Out { get; } = Text("--out", "FILE", "Write the private key to this new file, which only you can read.");

    public static Option<string> Ca { get; } = Text("--ca", "FILE", "Trust this certificate authority (PEM), in place of those of the system.");

    public static Option<double?> Timeout { get; } = new("--timeout") { HelpName = "SECONDS", Description = "The time for the whole command, the browser and the polling included." };

    public static Option<bool> Json { get; } = Flag("--json", "Print the result as one JSON object.");

    public static Option<bool> ShowTokens { get; } = Flag("--show-tokens", "Print the tokens too.");

    public static Option<bool> Verbose { get; } = Flag("--verbose", "Trace every request and response on standard error, without secrets and tokens.");

    public static Option<bool> AllowHttp { get; } = Flag("--dangerously-allow-http", "Allow http, on addresses of this machine alone.");

    private static Option<string> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    private static Option<string[]> Many(string name, string value, string description) => new(name) { HelpName = value, Description = description, AllowMultipleArgumentsPerToken = false };

    private static Option<string> OneOf(string name, string description, params string[] values)
    {
        // The values stand in the description: beside the name they would push all descriptions out of sight.
        var option = new Option<string>(name) { HelpName = name == "--auth-method" ? "METHOD" : name == "--grant" ? "GRANT" : name == "--alg" ? "ALG" : "KIND", Description = $"{description} One of: {string.Join(", ", values)}." };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    private static Option<string> Required(Option<string> option)
    {
        option.Required = true;
        return option;
    }
}
