using System.Globalization;

namespace OAuthKit.Fuzz;

/// <summary>What the command line says.</summary>
internal sealed record Options(int Seconds, ulong Seed, string? Target)
{
    private static readonly string[] _targets = ["jwt", "claims", "callback", "metadata", "jwks"];

    /// <summary>Null where it can't be understood.</summary>
    public static Options? Parse(string[] args)
    {
        var options = new Options(60, 1, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            options = args[i] switch
            {
                "--seconds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => options with { Seconds = seconds },
                "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => options with { Seed = seed },
                "--target" when _targets.Contains(value) => options with { Target = value },
                _ => null!,
            };
            if (options is null)
            {
                return null;
            }
        }

        return options;
    }
}
