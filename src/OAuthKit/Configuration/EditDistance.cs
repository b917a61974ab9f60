namespace OAuthKit;

/// <summary>How many letters two words differ by (Levenshtein), without regard to case.</summary>
internal static class EditDistance
{
    /// <summary>The nearest of some words, if it is near enough to be meant.</summary>
    public static string? Nearest(string word, IEnumerable<string> words)
    {
        var limit = Math.Max(1, word.Length / 3);
        return words
            .Select(candidate => (Word: candidate, Distance: Of(word, candidate)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault()
            .Word;
    }

    private static int Of(string left, string right)
    {
        var distances = Enumerable.Range(0, right.Length + 1).ToArray();
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
