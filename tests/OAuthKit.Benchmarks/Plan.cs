namespace OAuthKit.Benchmarks;

/// <summary>How often each thing is done.</summary>
internal sealed record Plan(int Rounds, int Calls, int Hits, int Misses, int Launches)
{
    public const string QuickArgument = "--quick";

    public static Plan Full { get; } = new(31, 50_000, 1_000_000, 3_000, 5);

    public static Plan Quick { get; } = new(7, 5_000, 200_000, 500, 1);
}
