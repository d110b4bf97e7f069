namespace TradingEngine.Runner.Compare;

/// <summary>How figures are distributed; higher is worse.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Median">The middle one, or the mean of the two in the middle.</param>
/// <param name="P95">The lowest that 95 percent do not exceed.</param>
/// <param name="Worst">The highest.</param>
internal sealed record class Distribution(int Count, decimal Mean, decimal Median, decimal P95, decimal Worst)
{
    /// <summary>Computes it.</summary>
    /// <returns>Null where there are no figures.</returns>
    public static Distribution? Of(IEnumerable<decimal> figures)
    {
        decimal[] sorted = [.. figures];
        if (sorted.Length == 0)
        {
            return null;
        }

        Array.Sort(sorted);
        return new Distribution(
            sorted.Length,
            sorted.Sum() / sorted.Length,
            (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2,
            sorted[(int)((sorted.Length * 95L + 99) / 100) - 1],
            sorted[^1]);
    }
}
