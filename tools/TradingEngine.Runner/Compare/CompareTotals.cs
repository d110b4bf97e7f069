using System.Globalization;

namespace TradingEngine.Runner.Compare;

/// <summary>The totals of a comparison as lines: a name and a figure.</summary>
internal static class CompareTotals
{
    /// <summary>All totals.</summary>
    public static IEnumerable<(string Name, string Figure)> Of(Comparison it)
    {
        yield return ("left", Describe(it.Left));
        yield return ("right", Describe(it.Right));
        yield return ("signals", Split(it.BothCount, it.OnlyLeftCount, it.OnlyRightCount));
        yield return ("filled", Split(it.FilledBothCount, it.FilledOnlyLeftCount, it.FilledOnlyRightCount));
        yield return ("failed or unknown", Text($"{it.FailedLeftCount} left, {it.FailedRightCount} right"));
        yield return ("cancelled", Text($"{it.CancelledLeftCount} left, {it.CancelledRightCount} right"));
        yield return (
            "quantity filled, right less left",
            Text($"{it.QuantityDifference}, {it.QuantityDiffersCount} signals differ"));
        yield return ("slippage", Describe(it.Slippage, "bp"));
        yield return ("latency difference", Describe(it.LatencyMillis, "ms"));
        yield return ("failures of right", Percent(it.FailuresPercent));
        yield return ("unfilled of both", Percent(it.UnfilledPercent));
    }

    private static string Split(int both, int left, int right) =>
        Text($"{both} on both, {left} only left, {right} only right");

    private static string Describe(TraceSet side)
    {
        var text = Text($"{side.Name}, {side.EventCount} events");
        text += side.RepeatedCount > 0 ? Text($", {side.RepeatedCount} repeated") : "";
        text += side.Reader.OtherCount > 0 ? Text($", {side.Reader.OtherCount} of other types") : "";
        return text + (side.Reader.RefusedCount > 0 ? Text($", {side.Reader.RefusedCount} not read") : "");
    }

    private static string Describe(Distribution? figures, string unit) => figures is null
        ? "none"
        : $"mean {CompareFormat.Number(figures.Mean)}{unit}, median {CompareFormat.Number(figures.Median)}{unit}, " +
            $"p95 {CompareFormat.Number(figures.P95)}{unit}, worst {CompareFormat.Number(figures.Worst)}{unit}";

    private static string Percent(decimal? percent) =>
        percent is { } value ? $"{CompareFormat.Number(value)}%" : "none";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
