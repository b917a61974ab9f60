namespace OAuthKit;

/// <summary>Fixed good values. Every secret and token among them, and made from them, holds <see cref="Canary"/>.</summary>
internal static class The
{
    public const string Canary = "c4narY";
    public const string Issuer = "https://login.example.com";
    public const string TokenEndpoint = "https://login.example.com/token";
    public const string ClientId = "orders-worker";
    public const string Secret = "secret-c4narY";
    public const string Scope = "orders.read";

    public const string Jwt = "eyJhbGciOiJub25lIn0.c4narY.c4narY";
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFc4narY";
    public const string Saml = """<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1" Version="2.0"><saml:Issuer>https://idp.example/é?c4narY</saml:Issuer></saml:Assertion>""";

    public static Uri Api { get; } = new("https://api.example.com/v1/");

    public static ClientAuthentication Basic => ClientAuthentication.ClientSecretBasic(ClientId, Secret);

    public static ClientCredentialsGrant Grant { get; } = new() { Scope = Scope };

    public static string Metadata(string issuer = Issuer, string tokenEndpoint = TokenEndpoint) =>
        $$"""{"issuer":"{{issuer}}","token_endpoint":"{{tokenEndpoint}}"}""";

    public static string TokenJson(int number = 1, string expiresIn = "3600") =>
        $$"""{"access_token":"{{Token(number)}}","token_type":"Bearer","expires_in":{{expiresIn}}}""";

    public static string Token(int number) => $"token-{Canary}-{number}";
}
