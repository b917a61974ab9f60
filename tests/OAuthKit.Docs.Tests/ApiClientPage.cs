using System.Net;
using System.Text.Json.Serialization;

namespace OAuthKit.Docs.Tests;

/// <summary>What docs/api-client.md shows.</summary>
internal static partial class ApiClientPage
{
    public static async Task<Order?> StartAsync(string secret, CancellationToken cancellationToken)
    {
        #region ApiClientStart
        using var client = new OAuthClient("https://login.example.com", ClientAuthentication.ClientSecretBasic("id", secret));
        using var api = new ApiClient(new Uri("https://api.example.com/v1"), client, new ClientCredentialsGrant { Scope = "orders.read" });

        Order? order = await api.GetAsync(["orders", 42], AppJson.Default.Order, cancellationToken: cancellationToken);
        #endregion
        return order;
    }

    public static void Sources(OAuthClient client, Uri root, TokenSet tokens, HttpClient http)
    {
        #region ApiClientSources
        using var bySource = new ApiClient(root, TokenSource.RefreshToken(client, tokens));
        using var anonymous = new ApiClient(root, TokenPolicy.Anonymous);
        using var byHttpClient = new ApiClient(http, root);   // the HttpClient stays yours, and so do its redirects and timeouts
        #endregion
    }

    public static async Task PathsAsync(ApiClient api, string customerName, Uri nextPage)
    {
        #region ApiClientPaths
        await api.GetAsync("orders?state=open");
        await api.GetAsync(["customers", customerName, "orders", 0]);
        await api["customers"][customerName].GetAsync("orders");
        await api.GetAsync(ApiPath.FromUrl(nextPage));        // a full URL only where you say so, and only under the root
        #endregion
    }

    public static async Task<Order?> BodiesAsync(ApiClient api, Order order, Stream pdf)
    {
        #region ApiClientBodies
        Order? created = await api.PostAsync("orders", ApiBody.Json(order, AppJson.Default.Order), AppJson.Default.Order);
        await api.PutAsync(["orders", 42], new ApiFields { { "note", "gift" }, { "express", true }, { "voucher", null } });
        await api.PostAsync(["orders", 42, "invoice"], ApiBody.Stream(pdf, "application/pdf"));
        await using Stream report = await api.GetStreamAsync("report", new ApiCall { Query = new() { { "year", 2026 }, { "draft", false } } });
        #endregion
        return created;
    }

    public static async Task ErrorsAsync(ApiClient api, Order order)
    {
        #region ApiClientErrors
        try
        {
            await api.PostAsync("orders", ApiBody.Json(order, AppJson.Default.Order));
        }
        catch (ApiResponseException e) when (e.StatusCode == HttpStatusCode.Conflict)
        {
            Console.WriteLine(e.Problem?.Title ?? e.Excerpt);   // problem details (RFC 9457), or the begin of the answer
        }

        using HttpResponseMessage answer = await api.GetAsync("orders/42", new ApiCall { ThrowOnError = false, Timeout = TimeSpan.FromSeconds(5) });
        #endregion
    }

    internal sealed record Order(int Id, string Note);

    [JsonSerializable(typeof(Order))]
    internal sealed partial class AppJson : JsonSerializerContext;
}
