using System.Diagnostics;

namespace OAuthKit.Benchmarks;

/// <summary>How this program starts another process of itself.</summary>
internal static class Self
{
    /// <param name="arguments">What the process is to do.</param>
    public static ProcessStartInfo Start(string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Self).Assembly.Location);
        }

        Array.ForEach(arguments, start.ArgumentList.Add);
        return start;
    }
}
