using System.Diagnostics;
using OAuthKit.Fuzz.Targets;

namespace OAuthKit.Fuzz;

/// <summary>Runs a target for a time, until something doesn't hold.</summary>
internal static class Fuzzer
{
    private const long MaxBytes = 32 * 1024 * 1024;

    private static readonly TimeSpan _maxTime = TimeSpan.FromSeconds(2);

    public static async Task<Result> RunAsync(Target target, ulong seed, TimeSpan time)
    {
        var result = new Result(target.Name, seed);
        // The corpus itself first: what is good must be accepted, or the rest says nothing.
        foreach (var input in target.Corpus)
        {
            await TryAsync(target, input, result);
        }

        var mutator = new Mutator(new Rng(seed), target.Corpus);
        for (var started = Stopwatch.GetTimestamp(); result.Holds && Stopwatch.GetElapsedTime(started) < time;)
        {
            await TryAsync(target, mutator.Next(), result);
        }

        if (result.Holds && (result.Accepted == 0 || result.Refused == 0))
        {
            result.Find([], "Nothing was accepted, or nothing refused: the target sees too little.");
        }

        return result;
    }

    private static async Task TryAsync(Target target, byte[] input, Result result)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var started = Stopwatch.GetTimestamp();
        try
        {
            result.Count(await target.RunAsync(input));
        }
        catch (Exception e)
        {
            result.Find(input, e.ToString());
            return;
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        bytes = GC.GetTotalAllocatedBytes() - bytes;
        result.Observe(elapsed, bytes);
        if (elapsed > _maxTime || bytes > MaxBytes)
        {
            result.Find(input, $"It took {elapsed.TotalMilliseconds:0} ms and {bytes} bytes.");
        }
    }
}
