using System.Diagnostics;
using System.Numerics;

namespace OAuthKit.Benchmarks;

/// <summary>
/// Keeps this process on one of the processors that it may use, until it is disposed. A client and a server that have one
/// each don't take time from each other, nor do they wander: what is measured is what the client spends on a request.
/// </summary>
internal sealed class OneProcessor : IDisposable
{
    private readonly nint _before;

    private OneProcessor(Func<ulong, int> choose)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            using var self = Process.GetCurrentProcess();
            _before = self.ProcessorAffinity;
            Keep(_before == 0 ? 0 : (nint)(1UL << choose((ulong)_before)));
        }
    }

    /// <summary>The place of a client.</summary>
    public static OneProcessor First() => new(BitOperations.TrailingZeroCount);

    /// <summary>The place of a server.</summary>
    public static OneProcessor Last() => new(BitOperations.Log2);

    public void Dispose() => Keep(_before);

    private static void Keep(nint processors)
    {
        if (processors == 0)
        {
            return;
        }

        using var self = Process.GetCurrentProcess();
        if (OperatingSystem.IsWindows())
        {
            self.ProcessorAffinity = processors;
        }
        else if (OperatingSystem.IsLinux())
        {
            // There each thread has an affinity of its own, which the threads that it starts inherit, and goes by an
            // identifier like that of a process.
            foreach (ProcessThread thread in self.Threads)
            {
                using var one = Process.GetProcessById(thread.Id);
                one.ProcessorAffinity = processors;
            }
        }
    }
}
