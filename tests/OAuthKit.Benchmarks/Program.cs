using System.Globalization;
using System.Text.Json;
using OAuthKit.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [LoopbackTokenServer.Argument])
{
    await LoopbackTokenServer.ServeAsync(new TokenTransport(The.TokenLength).Bytes);
    return 0;
}

if (args is not ([] or ["--quick"]))
{
    Console.Error.WriteLine("""
        Measures OAuthKit against what one would write by hand, in one run, and checks the bounds that a release keeps.

          dotnet run -c Release --project tests/OAuthKit.Benchmarks [-- --quick]

        Prints a table, the same rows as JSON lines, and the bounds. Exit code 1: a bound is broken.
        """);
    return 2;
}

var plan = args is ["--quick"] ? Plan.Quick : Plan.Full;
var results = new List<(List<Figure> Figures, List<Gate> Gates)>
{
    await CallGroup.RunAsync(isSynchronous: true, plan),
    await CallGroup.RunAsync(isSynchronous: false, plan),
    await HitGroup.RunAsync(plan),
    await MissGroup.RunAsync(plan),
    await ThroughputGroup.RunAsync(plan),
};

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
