namespace TradingEngine.Runner.Compare;

/// <summary>A figure of a comparison that a gate may bound.</summary>
/// <param name="Name">How a term names it.</param>
/// <param name="Unit">What follows the number in a term.</param>
/// <param name="Measure">Its value; null where the comparison has none.</param>
/// <param name="Lack">Why there may be none.</param>
internal sealed record class GateFigure(
    string Name, string Unit, Func<Comparison, decimal?> Measure, string Lack)
{
    private const string Percent = "%";
    private const string BasisPoints = "bp";
    private const string NoPrices = "no signal has a price on both sides";
    private const string NoPairs = "no signal is on both sides";
    private const string NoneLeft = "no signal is on the left";
    private const string NoneRight = "no signal is on the right";

    /// <summary>All figures.</summary>
    public static IReadOnlyList<GateFigure> All { get; } =
    [
        new("slippage", BasisPoints, comparison => comparison.Slippage?.Mean, NoPrices),
        new("slippage_p95", BasisPoints, comparison => comparison.Slippage?.P95, NoPrices),
        new("slippage_max", BasisPoints, comparison => comparison.Slippage?.Worst, NoPrices),
        new("failures", Percent, comparison => comparison.FailuresPercent, NoneRight),
        new("missing", Percent, comparison => comparison.MissingPercent, NoneLeft),
        new("extra", Percent, comparison => comparison.ExtraPercent, NoneRight),
        new("unfilled", Percent, comparison => comparison.UnfilledPercent, NoPairs),
        new("latency", "ms", comparison => comparison.LatencyMillis?.Median, NoPairs),
    ];

    /// <summary>True where the figure may be below zero.</summary>
    public bool IsSigned => Unit != Percent;
}
