using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OAuthKit.Testing;

namespace OAuthKit.Tests;

public sealed class SecrecyTests
{
    [Fact]
    public async Task Headers_that_the_user_redacts_come_on_top_of_the_token()
    {
        await using var shop = new Shop();
        using var log = new LogRecorder();
        var orders = shop.ProvideOrders(builder => builder.RedactLoggedHeaders(["X-Private"]), services => Trace(services, log)).GetRequiredService<IOrdersApi>();

        await orders.GetOrder(1, Shop.Cancellation);

        Assert.Contains("Authorization: *", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_redacts_nothing_still_does_not_log_the_token()
    {
        await using var shop = new Shop();
        using var log = new LogRecorder();
        var orders = shop.ProvideOrders(builder => builder.RedactLoggedHeaders(_ => false), services => Trace(services, log)).GetRequiredService<IOrdersApi>();

        await orders.MeAs(AccessToken.Parse("canary-token"), Shop.Cancellation);

        Assert.Contains("Authorization: *", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-token", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_secret_nor_token_gets_into_logs_or_exceptions()
    {
        await using var shop = new Shop();
        using var log = new LogRecorder();
        var provider = shop.ProvideOrders(builder => builder.RedactLoggedHeaders(_ => false), services => Trace(services, log));
        var orders = provider.GetRequiredService<IOrdersApi>();
        var shown = new List<string>();

        await orders.GetOrder(1, Shop.Cancellation);
        shop.Api.RefuseOnce();
        await orders.GetOrder(1, Shop.Cancellation);
        shop.Api.Next(Fault.Status(500));
        shown.Add((await Assert.ThrowsAnyAsync<Exception>(() => orders.GetOrder(1, Shop.Cancellation))).ToString());
        shop.Login.Token.Always(Fault.Error("invalid_client", statusCode: 401));
        shown.Add((await Assert.ThrowsAnyAsync<Exception>(() => orders.CreateOrder(new Order(1, "a"), Shop.Cancellation))).ToString());
        shown.Add(log.Text);
        shown.Add(provider.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<OrdersApiOptions>>().Get("Orders").ClientSecret!.ToString());

        var sent = shop.Api.Requests.Select(request => request.Headers["Authorization"]).OfType<string>().Select(header => header["Bearer ".Length..]);
        Assert.All(shown, text => Assert.All([Shop.Secret, .. sent], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }

    private static void Trace(IServiceCollection services, LogRecorder log) =>
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
}
