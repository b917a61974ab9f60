namespace OAuthKit.Docs.Tests;

/// <summary>What docs/grants.md shows.</summary>
internal static class Grants
{
    public static async Task RequestAsync(string secret)
    {
        #region GrantsRequest
        using var client = new OAuthClient("https://login.example.com", ClientAuthentication.ClientSecretBasic("orders-worker", secret));

        TokenSet tokens = await client.RequestTokenAsync(new ClientCredentialsGrant { Scope = "orders.read" });
        #endregion
    }

    public static async Task CodeAsync(OAuthClient client, string code, string verifier)
    {
        #region GrantsCode
        TokenSet tokens = await client.RequestTokenAsync(new AuthorizationCodeGrant(AuthorizationCode.Parse(code))
        {
            RedirectUri = "https://app.example.com/callback?tenant=a",
            CodeVerifier = CodeVerifier.Parse(verifier),
            Issuer = "https://login.example.com",
        });
        #endregion
    }

    public static async Task RefreshAsync(OAuthClient client, TokenSet tokens)
    {
        #region GrantsRefresh
        TokenSet renewed = await client.RequestTokenAsync(new RefreshTokenGrant(tokens));
        #endregion
    }

    public static async Task ExchangeAsync(OAuthClient client, AccessToken userToken, TokenSet serviceTokens)
    {
        #region GrantsExchange
        TokenSet tokens = await client.RequestTokenAsync(new TokenExchangeGrant(userToken)
        {
            ActorToken = serviceTokens,
            Audiences = ["orders", "stock"],
            Scope = "orders.read",
        });
        #endregion
    }

    public static void ExchangeTypes(TokenSet tokens, string base64UrlSaml)
    {
        #region GrantsExchangeTypes
        var byRefreshToken = new TokenExchangeGrant(ExchangeToken.From(tokens, "refresh_token"));
        var byAssertion = new TokenExchangeGrant(new ExchangeToken(base64UrlSaml, "saml2")) { RequestedTokenType = "jwt" };
        #endregion
    }

    public static async Task JwtAsync(OAuthClient client, string incomingToken, SigningKey key, IVault vault)
    {
        #region GrantsJwt
        TokenSet onBehalf = await client.RequestTokenAsync(new JwtBearerGrant(Assertion.Parse(incomingToken)) { Scope = "orders.read" });

        var signed = new JwtBearerGrant(new JwtBearerAssertion(key, issuer: "https://sts.example.com", subject: "alice"));

        var fresh = new JwtBearerGrant(async (request, cancellationToken) =>
            Assertion.Parse(await vault.SignJwtAsync(request.ClientId, request.Issuer, cancellationToken)));
        #endregion
    }

    public static async Task SamlAsync(OAuthClient client, string assertionXml)
    {
        #region GrantsSaml
        TokenSet tokens = await client.RequestTokenAsync(new Saml2BearerGrant(assertionXml));
        #endregion
    }

    public static async Task PasswordAsync(OAuthClient client, string password)
    {
        #region GrantsPassword
        TokenSet tokens = await client.RequestTokenAsync(new ResourceOwnerPasswordGrant("alice", UserPassword.Parse(password)));
        #endregion
    }

    public interface IVault
    {
        Task<string> SignJwtAsync(string clientId, string? issuer, CancellationToken cancellationToken);
    }

    #region GrantsOwn
    public sealed class VoucherGrant(string voucher) : TokenGrant
    {
        public override string GrantType => "urn:acme:voucher";

        public override bool IsSingleUse => true;

        protected override void AddParameters(FormParameters form) => form.Add("voucher", voucher);
    }
    #endregion
}
