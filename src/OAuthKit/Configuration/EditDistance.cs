namespace OAuthKit;

/// <summary>How many letters two words differ by (Levenshtein), without regard to case.</summary>
internal static class EditDistance
{
    /// <summary>The nearest of some words, if it is near enough to be meant.</summary>
    public static string? Nearest(string word, IEnumerable<string> words)
    {
        string? nearest = null;
        var least = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in words)
        {
            var distance = Of(word, candidate);
            if (distance < least)
            {
                (nearest, least) = (candidate, distance);
            }
        }

        return nearest;
    }

    private static int Of(string left, string right)
    {
        var distances = new int[right.Length + 1];
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = i;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = distances[0];
            distances[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = diagonal + (char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1);
                diagonal = distances[j];
                distances[j] = Math.Min(changed, 1 + Math.Min(distances[j], distances[j - 1]));
            }
        }

        return distances[^1];
    }
}
