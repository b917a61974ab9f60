using Refit;

namespace OAuthKit.Benchmarks;

/// <summary>A warm call, from the typed method down to the transport.</summary>
internal static class CallGroup
{
    private const double TimeRatio = 1.3;

    public static async Task<(List<Figure> Figures, List<Gate> Gates)> RunAsync(bool isSynchronous, Plan plan)
    {
        var name = isSynchronous ? "call, synchronous" : "call, asynchronous";
        var extraBytes = isSynchronous ? 272 : 400;
        using var transport = new RenderingTransport(isSynchronous);
        using var client = The.Client(new TokenTransport(The.TokenLength));
        var token = (await client.Tokens.GetTokenAsync(The.Policy(client))).AccessToken.Reveal();
        using var raw = new HttpClient(new RawHeaderHandler("Bearer " + token, transport)) { BaseAddress = The.Api };
        using var ordinary = new HttpClient(new OrdinaryHandler(token, transport)) { BaseAddress = The.Api };
        var rawRefit = RestService.ForGenerated<IPlainOrdersApi>(raw);
        var ordinaryRefit = RestService.ForGenerated<IPlainOrdersApi>(ordinary);
        var generated = OrdersApi.Create(client, The.Api, handler: transport);

        var figures = await Measure.RunAsync(
            name,
            plan.Rounds,
            plan.Calls,
            new Row("HttpClient, fixed raw header", async n =>
            {
                for (var i = 0; i < n; i++)
                {
                    using var _ = await raw.GetAsync("/orders/42");
                }
            }),
            Calls("Refit, fixed raw header", rawRefit.GetOrder),
            Calls("Refit, ordinary handler", ordinaryRefit.GetOrder),
            Calls("generated client, warm token", generated.GetOrder));
        var (plain, usual, ours) = (figures[1], figures[2], figures[3]);
        return (figures,
        [
            new($"{name}: bytes beyond Refit with a fixed raw header", ours.BytesPerOperation - plain.BytesPerOperation, extraBytes),
            new($"{name}: bytes relative to the ordinary handler", ours.BytesPerOperation / usual.BytesPerOperation, 1),
            new($"{name}: time relative to Refit with a fixed raw header", ours.NanosecondsPerOperation / plain.NanosecondsPerOperation, TimeRatio),
        ]);
    }

    private static Row Calls(string name, Func<int, CancellationToken, Task> call) => new(name, async n =>
    {
        for (var i = 0; i < n; i++)
        {
            await call(42, CancellationToken.None);
        }
    });
}
