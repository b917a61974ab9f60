using System.Text.Json.Serialization;
using OAuthKit;
using Refit;

#pragma warning disable OAK105 // The pages show short methods.

namespace Shop.Attributes;

#region AttributesOverview
[OAuth2Api("Catalog"), ClientCredentials, Scopes("catalog.read"), Audience("catalog")]
public interface ICatalogApi
{
    [Get("/products/{id}")]
    Task<Product> GetProduct(int id, CancellationToken cancellationToken = default);

    [Put("/products/{id}"), Scopes("catalog.write")]
    Task UpdateProduct(int id, [Body] Product product, CancellationToken cancellationToken = default);

    [Delete("/products/{id}"), Scopes("catalog.admin", Add = true)]
    Task DeleteProduct(int id, CancellationToken cancellationToken = default);

    [Get("/health"), Anonymous]
    Task<string> Health(CancellationToken cancellationToken = default);
}
#endregion

public sealed record Product(int Id, string Name);

#region AttributesRequest
[OAuth2Api("Stock"), ClientCredentials]
[Scopes("stock.read", "stock.write")]
[Resource("https://stock.example.com")]
[Audience("stock")]
[TokenParameter("organization", "org_123")]
public interface IStockApi
{
    [Get("/stock/{product}")]
    Task<int> GetStock(int product);
}
#endregion

#region AttributesBound
[OAuth2Api("Vault"), ClientCredentials, Dpop]
public interface IVaultApi
{
    [Get("/secrets/{id}")]
    Task<string> GetSecret(int id);

    [Get("/status"), Dpop(false)]
    Task<string> GetStatus();
}

[OAuth2Api("Ledger"), ClientCredentials, MutualTls]
public interface ILedgerApi
{
    [Get("/accounts/{id}")]
    Task<string> GetAccount(int id);
}
#endregion

#region AttributesInheritance
[ClientCredentials, Audience("prices")]
public interface IPriceList<TPrice>
{
    [Get("/prices/{product}"), Scopes("prices.read")]
    Task<TPrice> GetPrice(int product);
}

[OAuth2Api("Prices"), Audience("prices-eu")]
public interface IEuropeanPrices : IPriceList<decimal>;
#endregion

#region AttributesAccessToken
[OAuth2Api("Profile"), AccessToken]
public interface IProfileApi
{
    [Get("/me")]
    Task<string> GetProfile([Property(OAuthParameter.AccessToken)] AccessToken token);

    [Get("/me/orders")]
    Task<string> GetOrders();
}
#endregion

#region AttributesOnBehalf
[OAuth2Api("Accounts"), TokenExchange, Scopes("accounts.read"), Audience("accounts")]
public interface IAccountsApi
{
    [Get("/accounts")]
    Task<string> GetAccounts([Property(OAuthParameter.SubjectToken)] SubjectToken user);

    [Get("/accounts/shared")]
    Task<string> GetShared([Property(OAuthParameter.SubjectToken)] SubjectToken user, [Property(OAuthParameter.ActorToken)] ActorToken? actor);

    [Get("/accounts/default")]
    Task<string> GetDefault();

    [Get("/rates"), ClientCredentials]
    Task<string> GetRates([Property(OAuthParameter.Resource)] string resource);
}
#endregion

#region AttributesTenants
[OAuth2Api("Ledgers"), ClientCredentials, Scopes("ledgers.read")]
public interface ILedgersApi
{
    [Get("/ledger")]
    Task<string> GetLedger([Property(OAuthParameter.Tenant)] string tenant);

    [Get("/ledger/summary")]
    Task<string> GetSummary();
}
#endregion

#region AttributesProperty
[OAuth2Api("Reports"), ClientCredentials]
public interface IReportsApi
{
    [Property("tenant")]
    string? Tenant { get; set; }

    [Get("/reports")]
    Task<string> GetReports();
}
#endregion

#region AttributesJson
[OAuth2Api("Invoices", Json = typeof(InvoiceJson)), ClientCredentials]
public interface IInvoicesApi
{
    [Get("/invoices/{number}")]
    Task<Invoice> GetInvoice(int number);
}

public sealed record Invoice(int Number);

[JsonSerializable(typeof(Invoice))]
internal sealed partial class InvoiceJson : JsonSerializerContext;
#endregion

#region AttributesPartial
public partial class CatalogApi
{
    public async Task Rename(int id, string name)
    {
        var product = await GetProduct(id);
        await UpdateProduct(id, product with { Name = name });
    }
}
#endregion

/// <summary>Calls that docs/attributes.md shows.</summary>
public static class Calls
{
    public static async Task<string> WithTokens(ProfileApi profile, string text)
    {
        #region AttributesAccessTokenCalls
        AccessToken token = AccessToken.Parse(text);

        string me = await profile.GetProfile(token);

        ProfileApi mine = profile.WithAccessToken(token);
        string orders = await mine.GetOrders();
        #endregion
        return me + orders;
    }

    public static async Task<string> ForTenants(LedgersApi ledgers)
    {
        #region AttributesTenantCalls
        string ledger = await ledgers.GetLedger("eu");

        LedgersApi ofEurope = ledgers.ForTenant("eu");
        string summary = await ofEurope.GetSummary();
        #endregion
        return ledger + summary;
    }

    public static async Task<(string, string, AccountsApi)> OnBehalf(AccountsApi accounts, TokenSet tokens)
    {
        #region AttributesOnBehalfCalls
        SubjectToken alice = SubjectToken.From(tokens);       // or Parse(text), From(accessToken), From(idToken)

        string all = await accounts.GetAccounts(alice);

        AccountsApi hers = accounts.OnBehalfOf(alice);
        string first = await hers.GetDefault();

        AccountsApi wider = hers.WithScopes("accounts.read", "accounts.list");
        #endregion
        return (all, first, wider);
    }
}
