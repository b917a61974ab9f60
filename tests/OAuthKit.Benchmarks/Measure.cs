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
    public static async Task<List<Figure>> RunAsync(string group, int rounds, int operations, params Row[] rows)
    {
        foreach (var row in rows)
        {
            // Enough for tiered compilation to settle.
            for (var i = 0; i < 5; i++)
            {
                await row.Run(operations);
            }
        }

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

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
