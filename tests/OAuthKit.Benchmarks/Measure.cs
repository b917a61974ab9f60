using System.Diagnostics;

namespace OAuthKit.Benchmarks;

/// <summary>One thing that is measured: some operations in a row, each awaited.</summary>
internal sealed record Row(string Name, Func<int, Task> Run);

/// <summary>The figures of a row: medians over the rounds.</summary>
internal sealed record Figure(string Group, string Name, double NanosecondsPerOperation, double BytesPerOperation);

/// <summary>
/// Measures rows against each other: the rounds of all rows are interleaved, so that a disturbance of the machine meets them
/// alike. Bytes are those of the whole process, so work on other threads counts too.
/// </summary>
internal static class Measure
{
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(3);

    public static async Task<List<Figure>> RunAsync(string group, int rounds, int operations, params Row[] rows)
    {
        await WarmUpAsync(rows, operations);
        var times = rows.ToDictionary(row => row, _ => new List<double>());
        var bytes = rows.ToDictionary(row => row, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var row in round % 2 == 0 ? rows : rows.Reverse())
            {
                var allocated = GC.GetTotalAllocatedBytes(precise: true);
                var started = Stopwatch.GetTimestamp();
                await row.Run(operations);
                var elapsed = Stopwatch.GetElapsedTime(started);
                times[row].Add(elapsed.TotalNanoseconds / operations);
                bytes[row].Add((GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)operations);
            }
        }

        return [.. rows.Select(row => new Figure(group, row.Name, Median(times[row]), Median(bytes[row])))];
    }

    public static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    // Code that counts calls before it is compiled well needs time, and most of it comes late: what is measured is a process
    // that has run for a while. The rows take turns here too, or what they share would be compiled for the first of them.
    private static async Task WarmUpAsync(Row[] rows, int operations)
    {
        var started = Stopwatch.GetTimestamp();
        do
        {
            foreach (var row in rows)
            {
                await row.Run(operations);
            }
        }
        while (Stopwatch.GetElapsedTime(started) < rows.Length * _warmUp);
    }
}
