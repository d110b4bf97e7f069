namespace TradingEngine.Hosting.Settings;

/// <summary>Guesses which name somebody meant.</summary>
internal static class NearestName
{
    private const int LettersPerSlip = 3;

    /// <summary>The name with the fewest slips, null where all are too far away.</summary>
    public static string? Find(string written, IEnumerable<string> names)
    {
        string? nearest = null;
        var fewest = Math.Max(1, written.Length / LettersPerSlip) + 1;
        foreach (var name in names)
        {
            var slips = CountSlips(written.ToUpperInvariant(), name.ToUpperInvariant());
            if (slips < fewest)
            {
                (nearest, fewest) = (name, slips);
            }
        }

        return nearest;
    }

    /// <summary>Letters to insert, delete or replace: the distance of Levenshtein.</summary>
    private static int CountSlips(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var column = 0; column <= to.Length; column++)
        {
            row[column] = column;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
