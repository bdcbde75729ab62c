namespace Slipway.Vocabulary.Faults;

/// <summary>Finds the known name a mistyped one was probably meant to be.</summary>
public static class Nearest
{
    /// <summary>The known name nearest to <paramref name="name"/> by edit distance, or null when none is near (more than a third of it differs).</summary>
    public static string? To(string name, IEnumerable<string> known)
    {
        string? best = null;
        int bestDistance = Math.Max(1, name.Length / 3) + 1;
        foreach (string candidate in known)
        {
            int distance = Distance(name, candidate);
            if (distance >= bestDistance)
                continue;
            best = candidate;
            bestDistance = distance;
        }

        return best;
    }

    /// <summary>"did you mean X?" or the whole list where nothing is near; for the mend of a fault.</summary>
    public static string Mend(string name, IReadOnlyCollection<string> known, string kind) =>
        To(name, known) is { } near ? $"did you mean {near}?"
        : known.Count == 0 ? $"there are no {kind} here"
        : $"known {kind}: {string.Join(", ", known)}";

    // Levenshtein with one row, case ignored.
    private static int Distance(string left, string right)
    {
        int[] row = new int[right.Length + 1];
        for (int column = 0; column <= right.Length; column++)
            row[column] = column;
        for (int line = 1; line <= left.Length; line++)
        {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= right.Length; column++)
            {
                bool same = char.ToUpperInvariant(left[line - 1]) == char.ToUpperInvariant(right[column - 1]);
                int best = Math.Min(Math.Min(row[column] + 1, row[column - 1] + 1), diagonal + (same ? 0 : 1));
                diagonal = row[column];
                row[column] = best;
            }
        }

        return row[right.Length];
    }
}
