using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OAuthKit;
using OAuthKit.Testing;
using Quickstart;
using Refit;

if (args is ["--help" or "-h" or "-?"])
{
    Console.WriteLine(CommandLine.Help);
    return 0;
}

if (CommandLine.Read(args, out var fault) is not { } commandLine)
{
    Console.Error.WriteLine(fault);
    Console.Error.WriteLine();
    Console.Error.WriteLine(CommandLine.Help);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

await using var demo = commandLine.IsReal ? null : await DemoServers.StartAsync(stop.Token);
using var report = new Report();

// What a program of yours has: its appsettings.json, and one line for each API.
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
builder.Configuration.AddInMemoryCollection(demo?.Settings ?? commandLine.Settings);
builder.Services.AddOrdersApi(builder.Configuration.GetSection("Orders"));

if (demo is not null)
{
    // The demo's certificate comes from an authority made a moment ago.
    builder.Services.UseTestServer(demo.AuthorizationServer);
}

using var host = builder.Build();
try
{
    await host.StartAsync(stop.Token);
    var orders = host.Services.GetRequiredService<IOrdersApi>();

    Console.WriteLine($"Calling {builder.Configuration["Orders:BaseAddress"]} with tokens of {builder.Configuration["Orders:Issuer"]}:");
    report.Called("Ping()", await orders.Ping(stop.Token), demo);
    report.Called("GetOrder(42)", await orders.GetOrder(42, stop.Token), demo);
    report.Called("CreateOrder(...)", await orders.CreateOrder(new Order(43, "coffee"), stop.Token), demo);
    report.Called("GetOrder(43)", await orders.GetOrder(43, stop.Token), demo);

    const int Burst = 100;
    await Task.WhenAll(Enumerable.Range(1, Burst).Select(id => orders.GetOrder(id, stop.Token)));
    report.CalledAtOnce(Burst);

    report.Summarize();
    await host.StopAsync(stop.Token);
}
catch (Exception e) when (e is OAuthException or ApiException or ApiRequestException or HttpRequestException or Microsoft.Extensions.Options.OptionsValidationException)
{
    Console.Error.WriteLine($"{e.GetType().Name}: {e.Message}");
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}

Console.WriteLine("""

    Open next: samples/Quickstart/IOrdersApi.cs, the annotated interface,
               samples/Quickstart/appsettings.json, its settings,
               docs/getting-started.md, how to make your own.
    """);
return 0;
