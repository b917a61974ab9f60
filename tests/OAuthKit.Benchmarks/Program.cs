using System.Globalization;
using System.Text.Json;
using OAuthKit.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [LoopbackTokenServer.Argument])
{
    await LoopbackTokenServer.ServeAsync(new TokenTransport(The.TokenLength).Bytes);
    return 0;
}

var plan = args.Contains(Plan.QuickArgument) ? Plan.Quick : Plan.Full;
if (args is [ThroughputGroup.Argument, ..])
{
    await ThroughputGroup.MeasureOnceAsync(plan);
    return 0;
}

var groups = new Dictionary<string, Func<Plan, Task<(List<Figure> Figures, List<Gate> Gates)>>>
{
    ["call-sync"] = plan => CallGroup.RunAsync(isSynchronous: true, plan),
    ["call-async"] = plan => CallGroup.RunAsync(isSynchronous: false, plan),
    ["hit"] = HitGroup.RunAsync,
    ["miss"] = MissGroup.RunAsync,
    ["throughput"] = ThroughputGroup.RunAsync,
    ["assertion"] = AssertionGroup.RunAsync,
    ["proof"] = ProofGroup.RunAsync,
};
var chosen = args.Where(arg => arg != Plan.QuickArgument).ToList();
if (chosen.Exists(name => !groups.ContainsKey(name)))
{
    Console.Error.WriteLine($"""
        Measures OAuthKit against what one would write by hand, in one run, and checks the bounds that a release keeps.

          dotnet run -c Release --project tests/OAuthKit.Benchmarks [-- [{Plan.QuickArgument}] [GROUP ...]]

        The groups are {string.Join(", ", groups.Keys)}; all of them by default.
        Prints a table, the same rows as JSON lines, and the bounds. Exit code 1: a bound is broken.
        """);
    return 2;
}

var results = new List<(List<Figure> Figures, List<Gate> Gates)>();
foreach (var (name, run) in groups)
{
    if (chosen.Count == 0 || chosen.Contains(name))
    {
        results.Add(await run(plan));
    }
}

var figures = results.SelectMany(result => result.Figures).ToList();
Console.WriteLine($"{"group",-20} {"row",-42} {"ns",12} {"bytes",10}");
foreach (var figure in figures)
{
    Console.WriteLine($"{figure.Group,-20} {figure.Name,-42} {figure.NanosecondsPerOperation,12:0.0} {figure.BytesPerOperation,10:0.0}");
}

Console.WriteLine();
foreach (var figure in figures)
{
    Console.WriteLine(JsonSerializer.Serialize(figure));
}

Console.WriteLine();
var gates = results.SelectMany(result => result.Gates).ToList();
gates.ForEach(Console.WriteLine);
return gates.TrueForAll(gate => gate.Holds) ? 0 : 1;
