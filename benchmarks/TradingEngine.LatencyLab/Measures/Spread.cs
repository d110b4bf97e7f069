namespace TradingEngine.LatencyLab.Measures;

/// <summary>A figure over several rounds.</summary>
/// <param name="Median">The middle one.</param>
/// <param name="Min">The lowest.</param>
/// <param name="Max">The highest.</param>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    /// <summary>The spread of some figures, at least one.</summary>
    public static Spread Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }

    /// <summary>The spread in a larger unit.</summary>
    public Spread DividedBy(double divisor) => new(Median / divisor, Min / divisor, Max / divisor);
}
