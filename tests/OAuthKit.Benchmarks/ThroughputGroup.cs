using System.Diagnostics;
using System.Text.Json;
using Duende.IdentityModel.Client;

namespace OAuthKit.Benchmarks;

/// <summary>
/// Token requests over loopback, 64 at a time, beside the client library that most .NET programs use. What the JIT compiler
/// makes of the socket handler that they share differs from process to process by more than the bound leaves room for, so
/// each side is measured in several processes, as often as the other in each, and what counts is the median.
/// </summary>
internal static class ThroughputGroup
{
    /// <summary>The argument of a process that measures once.</summary>
    public const string Argument = "--throughput-once";

    private const int AtATime = 64;
    private const double RequestBytes = 6500;
    private const double Ratio = 1.2;

    public static async Task<(List<Figure> Figures, List<Gate> Gates)> RunAsync(Plan plan)
    {
        var launches = new List<List<Figure>>();
        for (var launch = 0; launch < plan.Launches; launch++)
        {
            launches.Add(await LaunchAsync(plan));
        }

        var ratios = launches.ConvertAll(figures => figures[1].NanosecondsPerOperation / figures[0].NanosecondsPerOperation);
        var medians = Enumerable.Range(0, launches[0].Count).Select(row => launches[0][row] with
        {
            NanosecondsPerOperation = Measure.Median(launches.ConvertAll(figures => figures[row].NanosecondsPerOperation)),
            BytesPerOperation = Measure.Median(launches.ConvertAll(figures => figures[row].BytesPerOperation)),
        }).ToList();
        return (medians,
        [
            new("token request over loopback: bytes", medians[1].BytesPerOperation, RequestBytes),
            new($"token requests, 64 at a time: Duende's throughput relative to ours, {ratios.Min():0.000} to {ratios.Max():0.000} in {plan.Launches} processes, median", Measure.Median(ratios), 1 / Ratio),
        ]);
    }

    /// <summary>What one of the processes does: it prints its figures as JSON lines.</summary>
    public static async Task MeasureOnceAsync(Plan plan)
    {
        using var server = await LoopbackTokenServer.StartAsync();
        using var processor = OneProcessor.First();
        var options = new BackchannelOptions { DangerouslyAllowHttp = true };
        using var authorizationServer = AuthorizationServer.FromEndpoints(new ServerEndpoints { Token = server.Endpoint.ToString() }, options: options);
        using var client = new OAuthClient(authorizationServer, ClientAuthentication.ClientSecretBasic("orders-worker", "secret"), options);
        using var http = new HttpClient();
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var lean = new LeanTokenRequest(sockets, server.Endpoint);
        var grant = new ClientCredentialsGrant { Scope = "orders.read" };
        var figures = await Measure.RunAsync(
            "64 at a time",
            plan.Rounds,
            plan.Misses * 4,
            new Row("Duende.IdentityModel", n => Together(n, async () =>
            {
                using var request = new ClientCredentialsTokenRequest
                {
                    Address = server.Endpoint.ToString(),
                    ClientId = "orders-worker",
                    ClientSecret = "secret",
                    ClientCredentialStyle = ClientCredentialStyle.AuthorizationHeader,
                    Scope = "orders.read",
                };
                var response = await http.RequestClientCredentialsTokenAsync(request);
                _ = response.AccessToken ?? throw new InvalidOperationException(response.Error);
            })),
            new Row("OAuthClient.RequestTokenAsync", n => Together(n, () => client.RequestTokenAsync(grant))),
            // No check, no cache, nothing encoded: what the socket handler and the kernel take, and nobody can save.
            new Row("lean request by hand", n => Together(n, lean.SendAsync)));
        figures.ForEach(figure => Console.WriteLine(JsonSerializer.Serialize(figure)));
    }

    private static async Task<List<Figure>> LaunchAsync(Plan plan)
    {
        using var process = Process.Start(Self.Start(plan == Plan.Quick ? [Argument, Plan.QuickArgument] : [Argument]))!;
        var figures = new List<Figure>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            figures.Add(JsonSerializer.Deserialize<Figure>(line)!);
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? figures : throw new InvalidOperationException($"A process that measures ended with {process.ExitCode}.");
    }

    private static async Task Together(int operations, Func<Task> operation)
    {
        var left = operations;
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await operation();
            }
        }));
    }
}
