using System.Diagnostics;

namespace OAuthKit;

/// <summary>Waits for what another thread is about to do.</summary>
internal static class Eventually
{
    public static async Task IsTrueAsync(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10), "It didn't come true within 10 s.");
            await Task.Yield();
        }
    }
}
