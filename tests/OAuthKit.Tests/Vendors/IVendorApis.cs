using Refit;

namespace OAuthKit.Tests;

/// <summary>The same API under each vendor. What differs between environments comes from the configuration.</summary>
internal interface IStockCalls
{
    [Get("/stock")]
    Task<string> Stock(CancellationToken ct = default);
}

[OAuth2Api("Auth0Stock"), Auth0, ClientCredentials, Audience("https://stock.example.com")]
internal interface IAuth0StockApi : IStockCalls;

[OAuth2Api("Auth0Users"), Auth0ManagementApi, ClientCredentials]
internal interface IAuth0UsersApi
{
    [Get("/users")]
    Task<string> Users(CancellationToken ct = default);
}

[OAuth2Api("EntraStock"), EntraId, ClientCredentials, Scopes("api://stock/.default")]
internal interface IEntraStockApi : IStockCalls;

[OAuth2Api("ExternalStock"), EntraExternalId("contoso"), ClientCredentials, Scopes("api://stock/.default")]
internal interface IExternalStockApi : IStockCalls;

[OAuth2Api("OktaStock"), Okta(AuthorizationServerId = "default"), ClientCredentials, Scopes("stock")]
internal interface IOktaStockApi : IStockCalls;

[OAuth2Api("KeycloakStock"), Keycloak("login.example.com:8443/auth", Realm = "shop"), ClientCredentials]
internal interface IKeycloakStockApi : IStockCalls;

[OAuth2Api("PingFederateStock"), PingFederate, ClientCredentials]
internal interface IPingFederateStockApi : IStockCalls;

[OAuth2Api("PingOneStock"), PingOne(Region = "eu"), ClientCredentials]
internal interface IPingOneStockApi : IStockCalls;

[OAuth2Api("CognitoStock"), Cognito, ClientCredentials, Scopes("stock/read")]
internal interface ICognitoStockApi : IStockCalls;

[OAuth2Api("GoogleStock"), Google, ClientCredentials]
internal interface IGoogleStockApi : IStockCalls;

[OAuth2Api("GitHubStock"), GitHub, ClientCredentials, Scopes("repo", "gist")]
internal interface IGitHubStockApi : IStockCalls;

[OAuth2Api("AcmeStock"), Acme("eu", Plan = "gold"), ClientCredentials]
internal interface IAcmeStockApi : IStockCalls;
