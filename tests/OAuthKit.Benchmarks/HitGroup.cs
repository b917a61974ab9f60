using System.Collections.Concurrent;

namespace OAuthKit.Benchmarks;

/// <summary>A kept token, handed out: one of one, and one of ten thousand.</summary>
internal static class HitGroup
{
    private const int Many = 10_000;
    private const double TimeRatio = 1.5;
    private const int KeptBytes = 400;

    public static async Task<(List<Figure> Figures, List<Gate> Gates)> RunAsync(Plan plan)
    {
        var one = await MeasureAsync("hit, one token", 1, plan);
        var many = await MeasureAsync("hit, 10,000 tokens", Many, plan);
        var kept = await KeptBytesAsync();
        return (
        [
            .. one.Figures,
            .. many.Figures,
            new Figure("kept", "bytes of a token beyond its header string", 0, kept),
        ],
        [
            .. one.Gates,
            .. many.Gates,
            new("bytes kept for a token beyond its header string", kept, KeptBytes),
        ]);
    }

    private static async Task<(List<Figure> Figures, List<Gate> Gates)> MeasureAsync(string name, int tokens, Plan plan)
    {
        using var client = The.Client(new TokenTransport(The.TokenLength));
        var policies = new TokenPolicy[tokens];
        var keys = new string[tokens];
        var dictionary = new ConcurrentDictionary<string, Held>();
        var end = TimeProvider.System.GetTimestamp() + (TimeProvider.System.TimestampFrequency * 3600);
        for (var i = 0; i < tokens; i++)
        {
            policies[i] = The.Policy(client, $"scope-{i}");
            keys[i] = $"client_credentials scope-{i}";
            dictionary[keys[i]] = new Held((await client.Tokens.GetTokenAsync(policies[i])).AccessToken.Reveal(), end);
        }

        var figures = await Measure.RunAsync(
            name,
            plan.Rounds,
            plan.Hits,
            new Row("ConcurrentDictionary and expiry check", n =>
            {
                for (int i = 0, at = 0; i < n; i++, at = at + 1 == keys.Length ? 0 : at + 1)
                {
                    if (!dictionary.TryGetValue(keys[at], out var held) || TimeProvider.System.GetTimestamp() >= held.End)
                    {
                        throw new InvalidOperationException("The token isn't there.");
                    }
                }

                return Task.CompletedTask;
            }),
            new Row("TokenManager.GetTokenAsync", n =>
            {
                for (int i = 0, at = 0; i < n; i++, at = at + 1 == policies.Length ? 0 : at + 1)
                {
                    var token = client.Tokens.GetTokenAsync(policies[at]);
                    if (!token.IsCompletedSuccessfully)
                    {
                        throw new InvalidOperationException("The token isn't there.");
                    }
                }

                return Task.CompletedTask;
            }));
        return (figures,
        [
            new($"{name}: bytes", figures[1].BytesPerOperation, 0),
            new($"{name}: time relative to the dictionary", figures[1].NanosecondsPerOperation / figures[0].NanosecondsPerOperation, TimeRatio),
        ]);
    }

    private static async Task<double> KeptBytesAsync()
    {
        using var client = The.Client(new TokenTransport(The.TokenLength));
        // The policies are the caller's, and so is what it takes to send a request at all.
        var policies = Enumerable.Range(0, Many).Select(i => The.Policy(client, $"scope-{i}")).ToArray();
        using (var other = The.Client(new TokenTransport(The.TokenLength)))
        {
            await other.Tokens.GetTokenAsync(The.Policy(other));
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var policy in policies)
        {
            await client.Tokens.GetTokenAsync(policy);
        }

        var kept = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Many;
        GC.KeepAlive(policies);
        return kept - HeaderBytes();
    }

    // A string: object header, method table, length, the characters and a zero, in units of 8.
    private static int HeaderBytes() => (22 + (("Bearer ".Length + The.TokenLength) * sizeof(char)) + 7) / 8 * 8;

    private sealed record Held(string Token, long End);
}
